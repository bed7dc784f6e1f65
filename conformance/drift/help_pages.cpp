// From pages to samples; sample_schema.cpp makes schemas of them.
#include "conformance/drift/help_pages.hpp"

#include <algorithm>
#include <pugixml.hpp>
#include <sstream>

#include "conformance/drift/documents.hpp"
#include "conformance/drift/sample_schema.hpp"

namespace conformance::drift {
namespace {

// Every text between `open` and `close`.
std::vector<std::string> between(const std::string& text, std::string_view open, std::string_view close) {
  std::vector<std::string> found;
  for (std::size_t at = 0; (at = text.find(open, at)) != text.npos;) {
    at += open.size();
    const auto end = text.find(close, at);
    if (end == text.npos) break;
    found.push_back(text.substr(at, end - at));
    at = end;
  }
  return found;
}

// The names of operations that the page links to, each once, in order.
std::vector<std::string> operations_on(const std::string& html) {
  constexpr std::string_view kLink = "?op=";
  std::vector<std::string> names;
  for (std::size_t at = 0; (at = html.find(kLink, at)) != html.npos;) {
    at += kLink.size();
    const auto end = html.find_first_of("\"'&#> ", at);
    std::string name = html.substr(at, end == html.npos ? end : end - at);
    if (!name.empty() && std::ranges::count(names, name) == 0) names.push_back(std::move(name));
  }
  return names;
}

// The text that a browser shows of a <pre>: without tags, entities resolved.
std::string shown_text(const std::string& html) {
  std::string text;
  bool inside_tag = false;
  for (const char c : html) {
    if (c == '<') inside_tag = true;
    if (!inside_tag) text += c;
    if (c == '>') inside_tag = false;
  }
  for (const auto& [entity, letter] :
       {std::pair{"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&#39;", "'"}, {"&nbsp;", " "}, {"&amp;", "&"}})
    for (std::size_t at = 0; (at = text.find(entity, at)) != text.npos; ++at)
      text.replace(at, std::string_view(entity).size(), letter);
  return text;
}

std::string header_of(const std::string& sample, std::string_view name) {
  const auto at = sample.find("\n" + std::string(name) + ":");
  if (at == sample.npos) return "";
  const auto start = sample.find_first_not_of(" \"", at + name.size() + 2);
  const auto end = sample.find_first_of("\"\r\n", start);
  return start == sample.npos || end == sample.npos ? "" : sample.substr(start, end - start);
}

pugi::xml_node child_called(pugi::xml_node parent, std::string_view local_name) {
  for (const auto child : parent.children()) {
    const std::string_view name = child.name();
    if (child.type() == pugi::node_element && name.substr(name.find(':') + 1) == local_name) return child;
  }
  return {};
}

// The envelope of a sample: the XML behind its HTTP headers.
bool read_envelope(const std::string& sample, pugi::xml_document& into) {
  const auto start = sample.find("<?xml");
  return start != sample.npos && into.load_string(sample.c_str() + start) && into.document_element();
}

// What the page of one operation shows. Answers why it shows nothing; empty when it does.
std::string read_operation(const std::string& html, SampledOperation& operation) {
  for (std::string block : between(html, "<pre", "</pre>")) {
    block = shown_text(block.substr(std::min(block.find('>'), block.size() - 1) + 1));
    block.erase(0, block.find_first_not_of(" \t\r\n"));
    if (block.starts_with("GET ")) operation.http_get = true;
    if (block.starts_with("POST ") && block.find("application/x-www-form-urlencoded") != block.npos)
      operation.http_post = true;
    if (block.starts_with("POST ") && block.find("application/soap+xml") != block.npos) operation.soap12 = true;
    pugi::xml_document& next = operation.request.document_element() ? operation.response : operation.request;
    const bool wanted = &next == &operation.request ? block.find("\nSOAPAction:") != block.npos
                                                    : !operation.response.document_element();
    if (!wanted) continue;
    if (&next == &operation.request) operation.action = header_of(block, "SOAPAction");
    if (!read_envelope(block, next)) return "has a sample that is no message";
  }
  if (!operation.response.document_element()) return "shows no SOAP 1.1 request and answer";
  for (pugi::xml_document* message : {&operation.request, &operation.response})
    if (!child_called(message->document_element(), "Body").first_child()) return "has a sample without a body";
  return "";
}

}  // namespace

pugi::xml_node body_of(const pugi::xml_document& envelope) {
  return child_called(envelope.document_element(), "Body").first_child();
}

pugi::xml_node header_of(const pugi::xml_document& envelope) {
  return child_called(envelope.document_element(), "Header").first_child();
}

HelpPages wsdl_from_help_pages(Endpoint& endpoint, const contract::Service& ours, const std::string& page,
                               const std::filesystem::path& directory) {
  const HttpResponse index = get(endpoint, page);
  const std::vector<std::string> names = index.status == 200 ? operations_on(index.body) : std::vector<std::string>{};
  if (names.empty())
    return {.trouble = "the page " + (index.status == 200 ? "lists no operation" : words_for(index)),
            .absent = index.status == 404 || index.status == 410};
  std::vector<SampledOperation> operations;
  for (const std::string& name : names) {
    const HttpResponse answer = get(endpoint, page + "?op=" + name);
    SampledOperation& operation = operations.emplace_back();
    operation.name = name;
    const std::string trouble = answer.status == 200 ? read_operation(answer.body, operation) : words_for(answer);
    if (!trouble.empty()) return {.trouble = "the page ?op=" + name + " " + trouble};
  }
  std::ostringstream text;
  schema_of_samples(ours, operations, endpoint.address() + page)->save(text, "  ");
  write_whole(directory / (std::string(ours.name) + ".wsdl"), text.str());
  return {};
}

}  // namespace conformance::drift
