#include "conformance/drift/documents.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <deque>
#include <fstream>
#include <map>
#include <pugixml.hpp>
#include <sstream>

#include "conformance/preflight.hpp"

namespace conformance::drift {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostDocuments = 64;           // of one service: real ones have a handful
constexpr std::size_t kLargestDocument = 16U << 20;  // bytes
constexpr int kDeepest = 256;                        // of elements inside of elements

std::string lower(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return out;
}

std::string_view local_name(pugi::xml_node node) {
  const std::string_view name = node.name();
  const auto colon = name.find(':');
  return colon == name.npos ? name : name.substr(colon + 1);
}

std::size_t line_of(std::string_view text, std::ptrdiff_t offset) {
  const auto end = std::min(text.size(), static_cast<std::size_t>(std::max<std::ptrdiff_t>(0, offset)));
  return static_cast<std::size_t>(std::ranges::count(text.substr(0, end), '\n')) + 1;
}

std::string title_of(const std::string& html) {
  const std::string small = lower(html);
  const auto open = small.find("<title>");
  const auto close = open == small.npos ? open : small.find("</title>", open);
  if (close == small.npos) return "";
  std::istringstream words(html.substr(open + 7, close - open - 7));
  std::string title;
  for (std::string word; words >> word && title.size() < 60;) title += (title.empty() ? "" : " ") + word;
  return title;
}

bool is_html(const HttpResponse& answer) {
  const std::string* type = answer.header("Content-Type");
  const std::string start = lower(std::string_view(answer.body).substr(0, 500));
  return (type && lower(*type).starts_with("text/html")) || start.find("<html") != start.npos ||
         start.find("<!doctype html") != start.npos;
}

// The elements that refer to other documents, and how deep elements are nested.
class Walk : public pugi::xml_tree_walker {
 public:
  bool for_each(pugi::xml_node& node) override {
    deepest = std::max(deepest, depth());
    const std::string_view name = local_name(node);
    if (name == "import" || name == "include" || name == "redefine") references.push_back(node);
    return deepest <= kDeepest;
  }

  int deepest = 0;
  std::vector<pugi::xml_node> references;
};

// "https://host:1/a/b?c" and "//host/a" taken apart; a reference without a host has no authority.
struct Reference {
  std::string authority = {};
  std::string rest = {};  // path and query
};

Reference taken_apart(std::string_view location) {
  auto start = location.find("//");
  const auto scheme = location.find("://");
  const bool absolute = scheme != location.npos && scheme < location.find_first_of("/?");
  if (!absolute && start != 0) return {.rest = std::string(location)};
  start += 2;
  const auto end = std::min(location.find_first_of("/?", start), location.size());
  std::string rest(location.substr(end));
  if (!rest.starts_with('/')) rest.insert(0, "/");
  return {.authority = lower(location.substr(start, end - start)), .rest = std::move(rest)};
}

// Where a relative reference leads that stands in the document `base`, both as path and query.
std::string resolved(const std::string& base, const std::string& reference) {
  const std::string base_path = base.substr(0, base.find('?'));
  if (reference.starts_with('?')) return base_path + reference;
  const auto question = std::min(reference.find('?'), reference.size());
  const fs::path path = fs::path(base_path).parent_path() / reference.substr(0, question);  // an absolute one wins
  return path.lexically_normal().generic_string() + reference.substr(question);
}

class Fetcher {
 public:
  Fetcher(Endpoint& endpoint, const fs::path& directory, const std::string& name)
      : endpoint_(endpoint),
        directory_(directory),
        name_(name),
        authority_(taken_apart(endpoint.address()).authority) {}

  FetchedWsdl fetch(const std::string& page) {
    file_for(page + "?WSDL", "wsdl");
    while (!waiting_.empty() && fetched_.trouble.empty()) {
      const std::string target = waiting_.front();
      waiting_.pop_front();
      take(target, files_.at(lower(target)));
    }
    return std::move(fetched_);
  }

 private:
  // The name of the file, relative to the directory, that the document at `target` goes to.
  const std::string& file_for(const std::string& target, std::string_view extension) {
    const auto [known, fresh] = files_.try_emplace(lower(target));
    if (fresh) {
      known->second = files_.size() == 1
                          ? name_ + ".wsdl"
                          : name_ + "/" + std::string(extension == "wsdl" ? "wsdl" : "schema") +
                                std::to_string(files_.size() - 1) + (extension == "wsdl" ? ".wsdl" : ".xsd");
      waiting_.push_back(target);
    }
    return known->second;
  }

  void take(const std::string& target, const std::string& file) {
    const std::string what = target.substr(target.find_last_of('/') + 1);
    const HttpResponse answer = get(endpoint_, target);
    const bool main = target.ends_with("?WSDL");
    if (main) {
      fetched_.missing = answer.status != 200;
      fetched_.absent = answer.status == 404 || answer.status == 410;
    }
    if (answer.status != 200 || answer.body.empty() || is_html(answer)) {
      fetched_.trouble = what + " " + words_for(answer);
      return;
    }
    if (answer.body.size() > kLargestDocument || files_.size() > kMostDocuments) {
      fetched_.trouble = what + ": more than " + std::to_string(kMostDocuments) + " documents or " +
                         std::to_string(kLargestDocument >> 20U) + " MB are not read";
      return;
    }
    pugi::xml_document document;
    const auto parsed = document.load_buffer(answer.body.data(), answer.body.size(), pugi::parse_full);
    if (!parsed) {
      fetched_.trouble = what + " is no well-formed XML: line " + std::to_string(line_of(answer.body, parsed.offset)) +
                         ": " + parsed.description() + " (of " + std::to_string(answer.body.size()) + " bytes)";
      return;
    }
    const auto root = document.document_element();
    if (local_name(root) != "definitions" && (main || local_name(root) != "schema")) {
      fetched_.trouble = what + " is a <" + std::string(root.name()) + ">, not the <definitions> of a WSDL";
      return;
    }
    Walk walk;
    document.traverse(walk);
    if (walk.deepest > kDeepest) {
      fetched_.trouble = what + ": elements are nested too deep";
      return;
    }
    if (main) fetched_.fingerprint = wsdl_fingerprint(answer.body);
    if (!follow(walk.references, target, file)) return write_whole(directory_ / file, answer.body);
    if (auto encoding = document.first_child().attribute("encoding")) encoding = "utf-8";
    std::ostringstream text;
    document.save(text, "", pugi::format_raw, pugi::encoding_utf8);
    write_whole(directory_ / file, text.str());
  }

  // Makes every reference the relative name of a file. Whether there was any.
  bool follow(const std::vector<pugi::xml_node>& references, const std::string& target, const std::string& file) {
    bool any = false;
    for (const pugi::xml_node node : references) {
      auto location = node.attribute("location") ? node.attribute("location") : node.attribute("schemaLocation");
      if (!*location.value()) continue;
      const Reference reference = taken_apart(location.value());
      if (!reference.authority.empty() && reference.authority != authority_)
        fetched_.remarks.push_back(std::string(location.value()) + " names another host: fetched from the target");
      const bool of_wsdl = std::string_view(location.name()) == "location";
      const std::string& there = file_for(resolved(target, reference.rest), of_wsdl ? "wsdl" : "xsd");
      location = fs::path(there).lexically_relative(fs::path(file).parent_path()).generic_string().c_str();
      any = true;
    }
    return any;
  }

  Endpoint& endpoint_;
  const fs::path& directory_;
  const std::string& name_;
  std::string authority_;
  std::map<std::string, std::string> files_;  // lower-case path and query -> file
  std::deque<std::string> waiting_;
  FetchedWsdl fetched_;
};

}  // namespace

void write_whole(const std::filesystem::path& file, std::string_view text) {
  std::error_code error;
  fs::create_directories(file.parent_path(), error);
  errno = 0;
  std::ofstream stream(file, std::ios::binary);
  stream << text;
  stream.close();
  if (!stream)
    throw Unwritable("cannot write " + file.string() + ": " +
                     (errno != 0 ? std::strerror(errno) : "no space or no rights"));
}

FetchedWsdl fetch_wsdl(Endpoint& endpoint, const std::string& page, const std::filesystem::path& directory,
                       const std::string& name) {
  return Fetcher(endpoint, directory, name).fetch(page);
}

HttpResponse get(Endpoint& endpoint, const std::string& target) {
  HttpResponse answer = endpoint.send({.target = target});
  if (answer.status == 429 || answer.status == 503)
    throw Unreachable(endpoint.address() + " keeps answering " + std::to_string(answer.status));
  return answer;
}

std::string words_for(const HttpResponse& answer) {
  if (answer.status != 200) {
    const std::string* location = answer.header("Location");
    return "answers " + std::to_string(answer.status) + (location ? ", to " + *location : "");
  }
  if (answer.body.empty()) return "is empty";
  if (!is_html(answer)) return "is no WSDL";
  const std::string title = title_of(answer.body);
  return "is an HTML page" + (title.empty() ? "" : " (" + title + ")");
}

}  // namespace conformance::drift
