#include "http/exchange.hpp"

#include <gtest/gtest.h>

namespace http {
namespace {

// Host rules 9 and 11: the application decodes a SOAPAction, and tells an empty one from none.
TEST(FieldsOf, KeepsOrderEmptinessAndPercentSigns) {
  const Headers fields = fields_of(
      "POST /a HTTP/1.1\r\nSOAPAction:\r\nHost: h\r\nX-Twice:  one\t\r\nno field\r\nx-twice: a%20b:c\r\n\r\n");
  ASSERT_EQ(fields.size(), 4U);
  EXPECT_EQ(fields.find("soapaction"), "");
  EXPECT_EQ(fields.find("X-Twice"), "one");
  EXPECT_EQ((fields.end() - 1)->name, "x-twice");
  EXPECT_EQ((fields.end() - 1)->value, "a%20b:c");
}

TEST(FieldsOf, AHeadWithoutFieldsHasNone) {
  EXPECT_EQ(fields_of("GET / HTTP/1.1\r\n\r\n").size(), 0U);
  EXPECT_EQ(fields_of("").size(), 0U);
}

}  // namespace
}  // namespace http
