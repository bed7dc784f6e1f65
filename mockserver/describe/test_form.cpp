// A request's members into rows of inputs.
#include "describe/test_form.hpp"

#include "contract/registry.hpp"
#include "describe/html.hpp"

namespace describe {
namespace {

using contract::FieldDesc;
using contract::Kind;
using contract::TypeDesc;

constexpr int kDeepest = 12;  // no message is deeper; a type that contains itself ends here

std::string attribute(std::string_view name, std::string_view value) {
  return " " + std::string(name) + "=\"" + escape_html(value) + "\"";
}

std::string options(std::span<const std::string_view> values) {
  std::string html;
  for (const std::string_view value : values) html += "<option>" + escape_html(value) + "</option>";
  return html;
}

constexpr std::array<std::string_view, 2> kBooleans{"true", "false"};

std::string send_box(std::string_view name) {
  return "<input type=\"checkbox\" class=\"send\"" + attribute("aria-label", "Send " + std::string(name)) +
         " title=\"Send this element\">";
}

// Writes the rows; `path` is the name of the input around the row, with its final dot.
class FormWriter {
 public:
  void leaf(std::string_view name, const std::string& path, const FieldDesc* field, const TypeDesc& type, bool secret,
            std::string_view autocomplete) {
    html_ += "<div class=\"leaf\"" + attribute("data-element", name) + ">" + send_box(name) +
             "<label><span class=\"name\">" + escape_html(name) + "</span>";
    const std::string input_name = attribute("name", path + std::string(name));
    if (type.kind == Kind::enumeration)
      html_ += "<select class=\"value\"" + input_name + ">" + options(type.listed()) + "</select>";
    else if (type.kind == Kind::boolean)
      html_ += "<select class=\"value\"" + input_name + ">" + options(kBooleans) + "</select>";
    else
      html_ += "<input class=\"value\" spellcheck=\"false\"" + attribute("type", secret ? "password" : "text") +
               attribute("autocomplete", autocomplete) + input_name + ">";
    html_ += "</label>";
    hint(field, type);
    html_ += "</div>\n";
  }

  void members(const TypeDesc& type, const std::string& path, int depth) {
    for (const FieldDesc& field : type.fields) {
      if (field.is_array())
        array(field, path, depth);
      else
        value(field.name, path, &field, *field.type, depth);
    }
  }

  // `always`: sent even when nothing inside of it is.
  void open_group(std::string_view name, bool always) {
    html_ += "<div class=\"group\"" + attribute("data-element", name) + (always ? " data-always" : "") + ">" +
             "<div class=\"title\">" + (always ? "" : send_box(name)) + "<span class=\"name\">" + escape_html(name) +
             "</span></div><div class=\"members\">\n";
  }
  void close_group() { html_ += "</div></div>\n"; }

  std::string take() { return std::move(html_); }

 private:
  void value(std::string_view name, const std::string& path, const FieldDesc* field, const TypeDesc& type, int depth) {
    if (type.kind != Kind::object) {
      leaf(name, path, field, type, field && field->rules.secret, "off");
    } else if (depth < kDeepest) {
      open_group(name, false);
      members(type, path + std::string(name) + ".", depth + 1);
      close_group();
    }
  }

  void array(const FieldDesc& field, const std::string& path, int depth) {
    html_ += "<div class=\"group array\"" + attribute("data-element", field.name) + "><div class=\"title\">" +
             send_box(field.name) + "<span class=\"name\">" + escape_html(field.name) +
             "</span><button type=\"button\" class=\"add\">Add " + escape_html(field.item_name()) + "</button>";
    hint(&field, *field.type);
    html_ += "</div><div class=\"members\"></div><template>";
    value(field.item_name(), path + std::string(field.name) + ".", nullptr, *field.type, depth + 1);
    html_ += "</template></div>\n";
  }

  void hint(const FieldDesc* field, const TypeDesc& type) {
    html_ += "<span class=\"hint\"><code>" + escape_html(type.name) + "</code>";
    if (field && field->nil_when_null()) html_ += " <label><input type=\"checkbox\" class=\"nil\">nil</label>";
    if (field) {
      if (!field->rules.doc.empty()) html_ += " " + escape_html(field->rules.doc);
      if (field->rules.unlisted) html_ += " Accepted, though the service description does not show it.";
      const std::string demands = contract::describe_rules(*field);
      if (!demands.empty()) html_ += " <em>" + escape_html(demands) + "</em>";
    }
    html_ += "</span>";
  }

  std::string html_;
};

}  // namespace

std::string test_form(const contract::Operation& operation) {
  FormWriter form;
  form.open_group("AuthHeader", false);
  const TypeDesc& text = contract::TypeOf<std::string>::desc;
  form.leaf("UserName", "AuthHeader.", nullptr, text, false, "username");
  form.leaf("Password", "AuthHeader.", nullptr, text, true, "current-password");
  form.close_group();
  form.open_group(operation.name, true);
  if (operation.bare_request()) {
    form.members(*operation.request, "", 0);
  } else {
    form.open_group(operation.request_element(), true);
    form.members(*operation.request, std::string(operation.request_element()) + ".", 0);
    form.close_group();
  }
  form.close_group();
  return "<p class=\"intro\">To test the operation, fill in what the call shall carry and press Invoke. A row whose "
         "box "
         "is not ticked is left out of the message.</p>\n"
         "<noscript><p class=\"intro\">The test form needs JavaScript.</p></noscript>\n"
         "<form id=\"test-form\"" +
         attribute("data-namespace", contract::kNamespace) + attribute("data-operation", operation.name) + ">\n" +
         form.take() +
         "<p class=\"buttons\"><select name=\"soap-version\" aria-label=\"SOAP version\"><option value=\"1.1\">SOAP "
         "1.1</option><option value=\"1.2\">SOAP 1.2</option></select> "
         "<button type=\"submit\" id=\"invoke\" class=\"button\">Invoke</button></p>\n</form>\n"
         "<div id=\"exchange\" hidden>\n<h4>Request</h4>\n<pre id=\"request\"></pre>\n"
         "<h4>Response <span id=\"status\"></span></h4>\n<pre id=\"response\" aria-live=\"polite\"></pre>\n</div>\n";
}

}  // namespace describe
