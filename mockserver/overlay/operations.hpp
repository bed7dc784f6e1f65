// Operations of theirs laid over operations of ours.
#pragma once
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "contract/operation.hpp"
#include "overlay/types.hpp"
#include "overlay/wsdl.hpp"

namespace overlay {

// One service as its WSDL has it: the same rules, and messages of their shape. Lives as long as the files it was read
// from; the service it hands out lives as long as it does.
class ServiceOverlay {
 public:
  // Tells in `differences` what is not as `ours` has it. Throws WsdlError when the elements are of another namespace.
  ServiceOverlay(const contract::Service& ours, WsdlService theirs, Differences& differences);

  const contract::Service& service() const { return service_; }
  const WsdlService& wsdl() const { return theirs_; }
  const std::vector<std::string>& secret_names() const { return types_.secret_names(); }

 private:
  // What stands in a body element: the members themselves, or one element around them.
  struct Layout {
    const XsdElement* wrapper = nullptr;
    const XsdType* members = nullptr;
  };

  void map_operations(const contract::Service& ours);
  contract::Operation map_operation(const contract::Operation& ours, const WsdlOperation& theirs);
  static Layout layout_of(const contract::TypeDesc& ours, bool wrapped, const XsdType& body);
  void compare_layout(const std::string& path, bool wrapped, const Layout& layout, const std::string& wrapper,
                      const XsdElement& body);
  void compare_header(const WsdlOperation& theirs);
  static contract::Style style_of(bool wrapped_request, bool wrapped_response);
  static void expect_namespace(const XsdElement& element);

  WsdlService theirs_;
  TypeMapper types_;
  std::vector<contract::Operation> operations_;
  std::vector<std::string> action_texts_;
  std::vector<std::string_view> actions_;
  std::deque<contract::Wrappers> wrappers_;
  contract::Service service_;
};

}  // namespace overlay
