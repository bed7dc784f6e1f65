// Types of theirs laid over types of ours: the same structs and rules behind other names, another order, other types.
#pragma once
#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "contract/operation.hpp"
#include "overlay/difference.hpp"
#include "overlay/match.hpp"
#include "overlay/xsd.hpp"

namespace overlay {

// Makes the types of one service, and tells what differed. What it hands out lives as long as it does, and as the files
// that theirs were read from.
class TypeMapper {
 public:
  TypeMapper(std::string_view service, Differences& differences) : service_(service), differences_(differences) {}

  // The message type `ours` as `theirs` has it; `ours` itself where nothing differs. `path` is where it stands.
  const contract::TypeDesc& object(const contract::TypeDesc& ours, const XsdType& theirs, const std::string& path);

  // How many listed members of `ours` have an element of that name, letter case aside.
  static std::size_t common_members(const contract::TypeDesc& ours, const XsdType& theirs);

  void report(Difference::Kind kind, bool followed, const std::string& path, std::string says, const Place& place = {});

  // New names of members that carry secrets, or may do so.
  const std::vector<std::string>& secret_names() const { return secret_names_; }

 private:
  using Fields = std::vector<contract::FieldDesc>;

  // nullptr when the one cannot be read as the other.
  const contract::FieldDesc* field(const contract::FieldDesc& ours, const XsdElement& theirs, const std::string& path);
  const contract::TypeDesc* value(const contract::TypeDesc& ours, const XsdType& theirs, const std::string& path,
                                  const Place& place);
  const contract::TypeDesc& enumeration(const contract::TypeDesc& ours, const XsdType& theirs, const std::string& path,
                                        const Place& place);
  void compare_presence(const contract::FieldDesc& ours, const XsdElement& theirs, const std::string& path);
  void compare_order(const contract::TypeDesc& ours, const std::vector<Pair>& pairs, const std::string& path,
                     const Place& place);
  std::vector<Pair> pairs_of(const contract::TypeDesc& ours, const XsdType& theirs) const;
  void remarks(const XsdType& theirs, const std::string& path);

  // Types that only theirs has: read and forgotten, written with what the schema demands at least.
  contract::FieldDesc foreign_field(const XsdElement& theirs);
  const contract::TypeDesc& foreign_type(const XsdType& theirs);
  const contract::TypeDesc* simple(std::string_view base);

  std::string service_;
  Differences& differences_;
  std::map<std::pair<const contract::TypeDesc*, const XsdType*>, const contract::TypeDesc*> made_;
  std::map<const XsdType*, const contract::TypeDesc*> foreign_;
  std::vector<const XsdType*> in_progress_;
  std::map<std::string_view, const contract::TypeDesc*> simple_;
  std::deque<contract::TypeDesc> types_;
  std::deque<Fields> fields_;
  std::deque<contract::FieldDesc> single_fields_;
  std::deque<std::vector<std::string_view>> values_;
  std::vector<std::string> secret_names_;
};

}  // namespace overlay
