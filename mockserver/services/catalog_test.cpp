// The product's contract as a whole: its tables are sound.
#include "services/catalog.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace services {
namespace {

TEST(Catalog, HasSoundTables) { EXPECT_THAT(contract::check(catalog()), testing::IsEmpty()); }

}  // namespace
}  // namespace services
