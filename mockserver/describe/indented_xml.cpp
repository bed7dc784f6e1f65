// Elements into indented text.
#include "describe/indented_xml.hpp"

namespace describe {
namespace {

void append_escaped(std::string& out, std::string_view value, bool in_attribute) {
  for (const char c : value) {
    if (c == '&')
      out += "&amp;";
    else if (c == '<')
      out += "&lt;";
    else if (c == '>')
      out += "&gt;";
    else if (c == '"' && in_attribute)
      out += "&quot;";
    else
      out += c;
  }
}

}  // namespace

void IndentedXml::start(std::string_view name, const Attributes& attributes) {
  if (!has_content_) text_ += '>';
  has_content_ = true;
  text_ += '\n';
  text_.append(2 * open_.size(), ' ');
  text_ += '<';
  text_ += name;
  for (const Attribute& attribute : attributes) {
    text_ += ' ';
    text_ += attribute.name;
    text_ += "=\"";
    append_escaped(text_, attribute.value, true);
    text_ += '"';
  }
}

void IndentedXml::open(std::string_view name, const Attributes& attributes) {
  start(name, attributes);
  open_.emplace_back(name);
  has_content_ = false;
}

void IndentedXml::close() {
  const std::string name = std::move(open_.back());
  open_.pop_back();
  if (!has_content_) {
    text_ += " />";
    has_content_ = true;
    return;
  }
  text_ += '\n';
  text_.append(2 * open_.size(), ' ');
  text_ += "</" + name + '>';
}

void IndentedXml::empty(std::string_view name, const Attributes& attributes) {
  open(name, attributes);
  close();
}

void IndentedXml::leaf(std::string_view name, std::string_view value) {
  start(name, {});
  text_ += '>';
  const std::size_t begin = text_.size();
  append_escaped(text_, value, false);
  values_.emplace_back(begin, text_.size());
  text_ += "</";
  text_ += name;
  text_ += '>';
}

}  // namespace describe
