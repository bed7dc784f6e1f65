// Their documents as this host serves them: addresses and locations replaced, all else as it was.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "overlay/wsdl.hpp"

namespace overlay {

// The WSDL of one service and the files it refers to. Keeps texts of its own.
class Publication {
 public:
  explicit Publication(const WsdlService& service, Files& files);

  // The main file, with every soap:address, soap12:address and http:address pointing to `address`, and every import to
  // `address`?wsdl=<id> or ?schema=<id>.
  std::string wsdl(std::string_view address) const { return text_of(documents_.front(), address); }
  // An imported document by the id it was given: "wsdl1", "schema2". Nothing for any other.
  std::optional<std::string> part(std::string_view id, std::string_view address) const;

 private:
  struct Piece {
    std::string text;          // as it is
    std::string address = {};  // then the page's address followed by this; nothing more where `ends`
    bool ends = false;
  };
  struct Published {
    std::string id;
    std::vector<Piece> pieces = {};
  };

  static std::string text_of(const Published& document, std::string_view address);
  std::string id_of(const Document& document) const;
  Published publish(const Document& document, Files& files) const;

  std::vector<const Document*> sources_;
  std::vector<Published> documents_;
};

}  // namespace overlay
