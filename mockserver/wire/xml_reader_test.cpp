#include "wire/xml_reader.hpp"

#include <gtest/gtest.h>

#include <random>
#include <stdexcept>
#include <string>

namespace wire {
namespace {

using Kind = XmlError::Kind;

struct Complaint {
  std::string text;
  Kind kind = Kind::syntax;
};

Complaint complaint(std::string_view text) {
  const auto document = read_xml(text);
  EXPECT_TRUE(document.error) << text;
  return document.error ? Complaint{document.error->text, document.error->kind} : Complaint{};
}

const XmlNode& named(const XmlDocument& document, std::string_view name) {
  for (const auto& node : document.nodes) {
    if (node.name == name) return node;
  }
  throw std::out_of_range("no element " + std::string(name));
}

// Where a fault of the element called `name` is reported.
std::string place_after(std::string_view text, std::string_view name = "I") {
  const auto document = read_xml(text);
  const auto& node = named(document, name);
  if (node.next == XmlNode::kNotReached) return "not reached";
  const auto position = document.position_of(node.next);
  return std::to_string(position.line) + ", " + std::to_string(position.column);
}

TEST(Reader, BuildsATreeWithNamespacesResolved) {
  const std::string text =
      "<s:Envelope xmlns:s='urn:soap'><s:Body><Op xmlns='urn:api'><Name>x</Name><b "
      "xmlns=''/></Op></s:Body></s:Envelope>";
  const auto document = read_xml(text);
  ASSERT_FALSE(document.error);
  const auto& root = *document.root();
  EXPECT_EQ(root.name, "Envelope");
  EXPECT_EQ(root.qualified_name, "s:Envelope");
  EXPECT_EQ(root.namespace_uri, "urn:soap");
  const auto* body = document.child(root, "urn:soap", "Body");
  ASSERT_NE(body, nullptr);
  const auto* op = document.child(*body, "urn:api", "Op");
  ASSERT_NE(op, nullptr);
  const auto* name = document.first_child(*op);
  EXPECT_EQ(name->namespace_uri, "urn:api");
  EXPECT_EQ(name->text, "x");
  EXPECT_EQ(name->depth, 3U);
  EXPECT_EQ(document.parent(*name), op);
  EXPECT_EQ(document.next_sibling(*name)->namespace_uri, "");
  EXPECT_EQ(document.child(*op, "", "Name"), nullptr);
}

TEST(Reader, AnInnerPrefixHidesTheOuterOneUntilItsElementEnds) {
  const auto document = read_xml("<p:a xmlns:p='urn:1'><p:b xmlns:p='urn:2'><p:c/></p:b><p:d/></p:a>");
  ASSERT_FALSE(document.error);
  EXPECT_EQ(named(document, "b").namespace_uri, "urn:2");
  EXPECT_EQ(named(document, "c").namespace_uri, "urn:2");
  EXPECT_EQ(named(document, "d").namespace_uri, "urn:1");
  EXPECT_EQ(document.namespace_of(named(document, "c"), "p"), "urn:2");
  EXPECT_EQ(document.namespace_of(named(document, "d"), "p"), "urn:1");
  EXPECT_EQ(document.namespace_of(named(document, "d"), ""), "");
  EXPECT_EQ(document.namespace_of(named(document, "d"), "q"), std::nullopt);
}

TEST(Reader, KeepsAttributesButNotDeclarations) {
  const auto document = read_xml("<a xmlns:i='urn:i' i:nil=' true&#9;' id='1&amp;2' xml:lang='en'/>");
  ASSERT_FALSE(document.error);
  const auto& root = *document.root();
  EXPECT_EQ(root.attribute_count, 3U);
  EXPECT_EQ(document.attribute(root, "urn:i", "nil")->value, " true\t");
  EXPECT_EQ(document.attribute(root, "", "id")->value, "1&2");
  EXPECT_EQ(document.attribute(root, "http://www.w3.org/XML/1998/namespace", "lang")->value, "en");
  EXPECT_EQ(document.attribute(root, "", "nil"), nullptr);
}

TEST(Reader, TextWithoutEscapesIsAPieceOfTheSource) {
  const std::string text = "<a>  plain text\nin two lines </a>";
  const auto document = read_xml(text);
  const auto value = document.root()->text;
  EXPECT_EQ(value, "  plain text\nin two lines ");
  EXPECT_EQ(value.data(), text.data() + 3);
}

TEST(Reader, HostRule64LineEndsAreNormalisedAndCharacterReferencesSurvive) {
  EXPECT_EQ(read_xml("<a>x\r\ny\rz&#13;&#x41;&lt;&quot;</a>").root()->text, "x\ny\nz\rA<\"");
}

TEST(Reader, HostRule48CdataIsText) {
  EXPECT_EQ(read_xml("<a>x<![CDATA[<&]]]]><![CDATA[>]]>y</a>").root()->text, "x<&]]>y");
  EXPECT_EQ(read_xml("<a><![CDATA[]]></a>").root()->text, "");
  EXPECT_EQ(read_xml("<a><![CDATA[x]]></a>").root()->first_markup, XmlNode::kNotReached);
}

TEST(Reader, HostRule48MarkupInsideAValueIsSeen) {
  EXPECT_EQ(read_xml("<a>a<!--c-->b</a>").root()->first_markup, 4U);
  EXPECT_EQ(read_xml("<a>a<?p?>b</a>").root()->first_markup, 4U);
  EXPECT_EQ(read_xml("<a>a<b/></a>").root()->first_markup, 4U);
  EXPECT_EQ(read_xml("<a>a<!--c-->b</a>").root()->text, "a");
  EXPECT_EQ(read_xml("<a>ab</a><!--c-->").root()->first_markup, XmlNode::kNotReached);
}

TEST(Reader, KnowsWhereElementsBeginAndEnd) {
  const auto document = read_xml("<a><b />x<c></c></a>");
  EXPECT_EQ(named(document, "b").start, 3U);
  EXPECT_EQ(named(document, "b").end, 8U);
  EXPECT_EQ(named(document, "c").start, 9U);
  EXPECT_EQ(named(document, "c").end, 16U);
  EXPECT_EQ(document.root()->end, 20U);
}

TEST(Reader, HostRule32AFaultIsReportedAtTheNodeAfterTheEndTag) {
  EXPECT_EQ(place_after("<a><I>x</I><b/></a>"), "1, 13");           // the first letter of the next element
  EXPECT_EQ(place_after("<a><I>x</I></a>"), "1, 14");               // of the next end tag
  EXPECT_EQ(place_after("<a><I/></a>"), "1, 10");                   // an empty element has no end tag of its own
  EXPECT_EQ(place_after("<a><I>x</I><!--c--></a>"), "1, 16");       // a comment's content
  EXPECT_EQ(place_after("<a><I>x</I><?pi x?></a>"), "1, 14");       // an instruction's target
  EXPECT_EQ(place_after("<a><I>x</I><![CDATA[c]]></a>"), "1, 21");  // a section's content
  EXPECT_EQ(place_after("<a><I>x</I>\n  <b/></a>"), "1, 12");       // whitespace: right after the end tag
}

TEST(Reader, HostRule32AnEndTagOfElevenCharactersAfterSixSpacesGivesColumnEighteen) {
  EXPECT_EQ(place_after("<a>\n<Quantityx>x\n      </Quantityx>\n</a>", "Quantityx"), "3, 19");
  EXPECT_EQ(place_after("<a>\n<Quantity>x\n      </Quantity>\n</a>", "Quantity"), "3, 18");
}

TEST(Reader, HostRule32ANodeThatCannotBeReadIsNotReached) {
  EXPECT_EQ(place_after("<a><I>x</I></b>"), "not reached");
  EXPECT_EQ(place_after("<a><I>x</I><b c></a>"), "not reached");
  EXPECT_EQ(place_after("<a><I>x</I>&no;</a>"), "not reached");
  EXPECT_EQ(place_after("<a><I>x</I> &no; <b/></a>"), "not reached");
  EXPECT_EQ(place_after("<a><I>x</I><![CDATA[x"), "not reached");
  EXPECT_EQ(place_after("<a><I>x</I>"), "not reached");
}

TEST(Reader, HostRule32TextBeforeABrokenTagIsReached) {
  EXPECT_EQ(place_after("<a><I>x</I> </b>"), "1, 12");
  EXPECT_EQ(place_after("<a><I>x</I> "), "1, 12");
}

TEST(Reader, ABrokenDocumentKeepsWhatCameBefore) {
  const auto document = read_xml("<a><I>x</I><b>y&lt;</c></a>");
  ASSERT_TRUE(document.error);
  EXPECT_EQ(document.nodes.size(), 3U);
  EXPECT_EQ(named(document, "I").text, "x");
  EXPECT_TRUE(named(document, "I").closed());
  EXPECT_FALSE(named(document, "b").closed());
  EXPECT_EQ(named(document, "b").text, "y<");
  EXPECT_GT(document.error->offset, named(document, "b").start);
}

TEST(Reader, HostRule26DocumentsWithoutARoot) {
  for (const std::string_view text : {"", "  \n", "<!-- c -->", "<?xml version='1.0'?>"}) {
    EXPECT_EQ(complaint(text).text, "Root element is missing.") << text;
    EXPECT_EQ(complaint(text).kind, Kind::root_missing);
  }
}

TEST(Reader, HostRule26TextThatIsNoXml) {
  EXPECT_EQ(complaint("hello").text, "Data at the root level is invalid. Line 1, position 1.");
  EXPECT_EQ(complaint("{\"a\":1}").text, "Data at the root level is invalid. Line 1, position 1.");
  EXPECT_EQ(complaint("\n x<a/>").text, "Data at the root level is invalid. Line 2, position 2.");
  EXPECT_EQ(complaint("<").text, "Data at the root level is invalid. Line 1, position 1.");
  EXPECT_EQ(complaint("&lt;a/>").kind, Kind::data_at_root);
}

TEST(Reader, HostRule26TruncatedDocumentsNameTheOpenElements) {
  const std::string text = "<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\"><soap:Body>";
  EXPECT_EQ(complaint(text).text,
            "Unexpected end of file has occurred. The following elements are not closed: soap:Body, soap:Envelope. "
            "Line 1, position 82.");
  EXPECT_EQ(complaint(text + "</soap:Bo").kind, Kind::unclosed_elements);
  EXPECT_EQ(complaint(text + "<x").kind, Kind::unclosed_elements);
}

TEST(Reader, TheEndInsideAConstructIsNamed) {
  EXPECT_EQ(complaint("<a><!-- x").text,
            "Unexpected end of file while parsing Comment has occurred. Line 1, position 10.");
  EXPECT_EQ(complaint("<a><![CDATA[x").text,
            "Unexpected end of file while parsing CDATA has occurred. Line 1, position 14.");
  EXPECT_EQ(complaint("<a><?x").text, "Unexpected end of file while parsing PI has occurred. Line 1, position 7.");
  EXPECT_EQ(complaint("<a b='").text, "There is an unclosed literal string. Line 1, position 7.");
  EXPECT_EQ(complaint("<a>&am").text, "Unexpected end of file has occurred. Line 1, position 7.");
}

TEST(Reader, HostRule92DoctypesStopTheReader) {
  const std::string bomb = "<!DOCTYPE a [<!ENTITY x 'y'><!ENTITY z '&x;&x;'>]><a>&z;</a>";
  EXPECT_EQ(complaint(bomb).text, "DTD is prohibited in this XML document.");
  EXPECT_EQ(complaint(bomb).kind, Kind::dtd_prohibited);
  EXPECT_EQ(complaint("<?xml version='1.0'?>\n<!--c--><!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>").text,
            "DTD is prohibited in this XML document.");
  EXPECT_EQ(complaint("<!DOCTYPE").text, "DTD is prohibited in this XML document.");
  EXPECT_EQ(complaint("<a><!DOCTYPE b></a>").kind, Kind::dtd_prohibited);
}

TEST(Reader, MismatchedTagsNameBothEnds) {
  EXPECT_EQ(complaint("<yada><sdfsdf></yada>").text,
            "The 'sdfsdf' start tag on line 1 position 8 does not match the end tag of 'yada'. Line 1, position 17.");
  EXPECT_EQ(complaint("<p:a xmlns:p='u'>\n</q:a>").text,
            "The 'p:a' start tag on line 1 position 2 does not match the end tag of 'q:a'. Line 2, position 3.");
}

TEST(Reader, HostRule23WhatFollowsTheRoot) {
  EXPECT_EQ(complaint("<oh></oh><hai></hai>").text, "There are multiple root elements. Line 1, position 11.");
  EXPECT_EQ(complaint("<a/>\n x").text, "Data at the root level is invalid. Line 2, position 2.");
  EXPECT_EQ(complaint("<a/>&#32;").kind, Kind::data_at_root);
  EXPECT_EQ(complaint("<a/></a>").text, "Unexpected end tag. Line 1, position 7.");
  EXPECT_FALSE(read_xml("<a/>\n<!-- fine -->\n<?also fine?> ").error);
}

TEST(Reader, HostRule23DeclarationsThatAreRefused) {
  EXPECT_EQ(complaint("<?xml version='1.1'?><a/>").text, "Version number '1.1' is invalid. Line 1, position 16.");
  EXPECT_EQ(complaint("\n<?xml version='1.0'?><a/>").text,
            "Unexpected XML declaration. The XML declaration must be the first node in the document, and no whitespace "
            "characters are allowed to appear before it. Line 2, position 3.");
  EXPECT_EQ(complaint("<?xml encoding='utf-8'?><a/>").kind, Kind::syntax);
  EXPECT_FALSE(read_xml("<?xml version='1.0' encoding='utf-16' standalone='yes'?><a/>").error);
}

TEST(Reader, HostRule96BlankLinesBeforeTheRootAreFine) { EXPECT_FALSE(read_xml("\n\n <a/>").error); }

TEST(Reader, HostRule23UndeclaredEntities) {
  EXPECT_EQ(complaint("<a>&nbsp;</a>").text, "Reference to undeclared entity 'nbsp'. Line 1, position 5.");
  EXPECT_EQ(complaint("<a b='&lt;&x;'/>").text, "Reference to undeclared entity 'x'. Line 1, position 12.");
  EXPECT_EQ(complaint("<a>x & y</a>").text, "An error occurred while parsing EntityName. Line 1, position 7.");
}

TEST(Reader, HostRule64ControlCharacters) {
  EXPECT_EQ(complaint("<a>\x01</a>").text,
            "'\x01', hexadecimal value 0x01, is an invalid character. Line 1, position 4.");
  EXPECT_EQ(complaint(std::string_view("<a>\0</a>", 8)).text,
            "'.', hexadecimal value 0x00, is an invalid character. Line 1, position 4.");
  EXPECT_EQ(complaint("<a>&#1;</a>").text,
            "'\x01', hexadecimal value 0x01, is an invalid character. Line 1, position 6.");
  EXPECT_EQ(complaint("<a>&#x1F;</a>").text,
            "'\x1F', hexadecimal value 0x1F, is an invalid character. Line 1, position 7.");
  EXPECT_EQ(complaint("<a>\uFFFF</a>").kind, Kind::invalid_character);
  EXPECT_EQ(complaint("<a>&#xD800;</a>").kind, Kind::invalid_character);
  EXPECT_EQ(complaint("<a>&#99999999999;</a>").kind, Kind::invalid_character);
  EXPECT_EQ(complaint("\x02<a/>").kind, Kind::invalid_character);
}

TEST(Reader, UndeclaredPrefixes) {
  EXPECT_EQ(complaint("<p:a/>").text, "'p' is an undeclared prefix. Line 1, position 2.");
  EXPECT_EQ(complaint("<a><b p:c='1' d='2'/></a>").text, "'p' is an undeclared prefix. Line 1, position 7.");
  EXPECT_EQ(complaint("<a><p:b xmlns:p='u'/><p:c/></a>").kind, Kind::undeclared_prefix);
}

TEST(Reader, DuplicateAttributes) {
  EXPECT_EQ(complaint("<a b='1' b='2'/>").text, "'b' is a duplicate attribute name. Line 1, position 10.");
  EXPECT_EQ(complaint("<a xmlns:p='u' xmlns:q='u' p:b='1' q:b='2'/>").kind, Kind::duplicate_attribute);
  EXPECT_FALSE(read_xml("<a xmlns:p='u' p:b='1' b='2'/>").error);
}

TEST(Reader, OtherMistakesInTagsAreWordedToo) {
  EXPECT_EQ(complaint("<a><1/></a>").text,
            "Name cannot begin with the '1' character, hexadecimal value 0x31. Line 1, position 5.");
  EXPECT_EQ(complaint("<a b/>").text, "'/' is an unexpected token. The expected token is '='. Line 1, position 5.");
  EXPECT_EQ(complaint("<a b=c/>").text,
            "'c' is an unexpected token. The expected token is '\"' or '''. Line 1, position 6.");
  EXPECT_EQ(complaint("<a b='<'/>").text,
            "'<', hexadecimal value 0x3C, is an invalid attribute character. Line 1, position 7.");
  EXPECT_EQ(complaint("<a b='1'c='2'/>").text,
            "'c' is an unexpected token. Expecting white space. Line 1, position 9.");
  EXPECT_EQ(complaint("<a></a b>").text, "'b' is an unexpected token. The expected token is '>'. Line 1, position 8.");
  EXPECT_EQ(complaint("<a>]]></a>").text, "']]>' is not allowed in character data. Line 1, position 4.");
  EXPECT_EQ(complaint("<a:b:c xmlns:a='u'/>").text,
            "The ':' character, hexadecimal value 0x3A, cannot be included in a name. Line 1, position 5.");
  EXPECT_EQ(complaint("<:a/>").kind, Kind::syntax);
  EXPECT_EQ(complaint("<a:/>").kind, Kind::syntax);
  EXPECT_EQ(complaint("<a xmlns:p=''/>").kind, Kind::syntax);
  EXPECT_EQ(complaint("<a xmlns:xmlns='u'/>").kind, Kind::syntax);
  EXPECT_EQ(complaint("<a><!-- x -- y --></a>").kind, Kind::syntax);
  EXPECT_EQ(complaint("<a><![cdata[x]]></a>").kind, Kind::syntax);
}

TEST(Reader, BytesThatAreNotUtf8AreAnErrorNotACrash) {
  EXPECT_TRUE(read_xml("<a>\xFF</a>").error);
  EXPECT_TRUE(read_xml("<a>\xE2").error);
  EXPECT_TRUE(read_xml("\xFF").error);
}

TEST(Reader, HostRule87ABrokenOffTextSaysWhy) {
  const auto document = read_xml("<a><b>", "Invalid character in the given encoding.");
  ASSERT_TRUE(document.error);
  EXPECT_EQ(document.error->kind, Kind::undecodable);
  EXPECT_EQ(document.error->text, "Invalid character in the given encoding. Line 1, position 7.");
  EXPECT_EQ(read_xml("<a/>", "Invalid character in the given encoding.").error->kind, Kind::undecodable);
  EXPECT_EQ(read_xml("<a></b>", "Invalid character in the given encoding.").error->kind, Kind::tag_mismatch);
}

TEST(Reader, PositionsCountLinesAndUtf16UnitsAsTheHostDoes) {
  const std::string text = "a\r\nb\rc\n\u00e9\U0001F600x";
  EXPECT_EQ(position_of(text, 0), (XmlPosition{1, 1}));
  EXPECT_EQ(position_of(text, text.find('b')), (XmlPosition{2, 1}));
  EXPECT_EQ(position_of(text, text.find('c')), (XmlPosition{3, 1}));
  EXPECT_EQ(position_of(text, text.find("\u00e9")), (XmlPosition{4, 1}));
  EXPECT_EQ(position_of(text, text.find('x')), (XmlPosition{4, 4}));
  EXPECT_EQ(position_of(text, 1000), (XmlPosition{4, 5}));
}

TEST(Reader, AHundredThousandNestedElementsAreFine) {
  constexpr std::size_t kDepth = 100'000;
  std::string text;
  for (std::size_t i = 0; i < kDepth; ++i) text += "<a xmlns='u'>";
  const auto cut = read_xml(text);
  EXPECT_EQ(cut.error->kind, Kind::unclosed_elements);
  for (std::size_t i = 0; i < kDepth; ++i) text += "</a>";
  const auto document = read_xml(text);
  EXPECT_FALSE(document.error);
  EXPECT_EQ(document.nodes.size(), kDepth);
  EXPECT_EQ(document.nodes.back().depth, kDepth - 1);
}

TEST(Reader, ALongValueIsFine) {
  const std::string plain(4 << 20, 'x');
  const std::string document = "<a>" + plain + "</a>";
  EXPECT_EQ(read_xml(document).root()->text, plain);
  std::string escaped = "<a>";
  for (int i = 0; i < 400'000; ++i) escaped += "x&amp;\r\n";
  escaped += "</a>";
  EXPECT_EQ(read_xml(escaped).root()->text.size(), 400'000U * 3);
}

TEST(Reader, ManyPrefixesAndAttributesInOneTagAreFine) {
  std::string text = "<a";
  for (int i = 0; i < 30'000; ++i) {
    const auto n = std::to_string(i);
    text += " xmlns:p" + n + "='u" + n + "' p" + n + ":x='" + n + "'";
  }
  text += "/>";
  const auto document = read_xml(text);
  ASSERT_FALSE(document.error);
  EXPECT_EQ(document.root()->attribute_count, 30'000U);
  EXPECT_EQ(document.attribute(*document.root(), "u29999", "x")->value, "29999");
}

// What must hold of every document, however broken.
void expect_sound(const XmlDocument& document, std::string_view text) {
  if (document.error) {
    EXPECT_LE(document.error->offset, text.size());
    EXPECT_FALSE(document.error->text.empty());
  } else {
    EXPECT_FALSE(document.nodes.empty());
  }
  for (std::size_t i = 0; i < document.nodes.size(); ++i) {
    const auto& node = document.nodes[i];
    EXPECT_EQ(text[node.start], '<');
    EXPECT_EQ(text.substr(node.start + 1, node.qualified_name.size()), node.qualified_name);
    EXPECT_TRUE(i == 0 ? node.parent == XmlNode::kNone : node.parent < i);
    EXPECT_TRUE(node.closed() || document.error);
    if (node.closed()) {
      EXPECT_EQ(text[node.end - 1], '>');
    } else {
      EXPECT_EQ(node.next, XmlNode::kNotReached);
    }
    EXPECT_TRUE(node.next == XmlNode::kNotReached || node.next >= node.end);
  }
}

TEST(Reader, BrokenDocumentsOfEveryKindStaySound) {
  const std::string original =
      "<?xml version='1.0'?>\n<s:E xmlns:s='u' a=\"1&amp;\"><!-- c --><s:B><Op xmlns='v'>\r\n<I>1</I><N>x&#65;"
      "<![CDATA[y]]></N><?p i?><e/></Op></s:B></s:E>\n";
  expect_sound(read_xml(original), original);
  for (std::size_t length = 0; length < original.size(); ++length) {
    const auto text = original.substr(0, length);
    expect_sound(read_xml(text), text);
    expect_sound(read_xml(text, "Invalid character in the given encoding."), text);
  }
  constexpr std::string_view kPieces = "<>/&;'\"=: !?-[]ax1#\n\r\x01\x80\xC3\xEF";
  std::mt19937 random(11);
  for (int round = 0; round < 20'000; ++round) {
    auto text = original;
    for (std::size_t changes = 1 + random() % 3; changes > 0; --changes) {
      const std::size_t at = random() % text.size();
      const char piece = kPieces[random() % kPieces.size()];
      switch (random() % 3) {
        case 0:
          text[at] = piece;
          break;
        case 1:
          text.insert(at, 1, piece);
          break;
        default:
          text.erase(at, 1 + random() % 8);
          break;
      }
      if (text.empty()) text = "<";
    }
    expect_sound(read_xml(text), text);
  }
}

}  // namespace
}  // namespace wire
