// Many sandboxes behind one real server: parallel workers that never see each other, and a thousand at once.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <nlohmann/json.hpp>
#include <thread>
#include <vector>

#include "http/server.hpp"
#include "http/test_client.hpp"
#include "http/test_host.hpp"

namespace http::test {
namespace {

using nlohmann::json;

constexpr int kWorkers = 64;
constexpr std::string_view kPartnerPage = "/WebApi/AccountManagementService/PartnerManagementService.asmx";

class ManySandboxes : public testing::Test {
 protected:
  ManySandboxes() : application_(Options{}) {
    application_.open();
    server_ = std::make_unique<Server>(ServerSettings{},
                                       [this](const Request& request) { return application_.answer(request); });
    server_->start();
  }

  // A request on a connection that is kept; answers the body.
  static std::string send(Client& client, std::string_view method, std::string_view path, std::string_view body,
                          std::string_view headers = {}) {
    client.send(std::string(method) + " " + std::string(path) + " HTTP/1.1\r\nHost: localhost\r\n" +
                std::string(headers) + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" +
                std::string(body));
    return client.read().body;
  }

  static std::string call(Client& client, const std::string& prefix, std::string_view page, const std::string& login,
                          std::string_view operation, const std::string& members) {
    const std::string credentials = "<AuthHeader xmlns=\"sosonlinebackup.com\"><UserName>" + login +
                                    "</UserName><Password>Sandbox888</Password></AuthHeader>";
    return send(client, "POST", prefix + std::string(page), envelope11(wrapped(operation, members), credentials),
                "Content-Type: text/xml; charset=utf-8\r\nSOAPAction: \"sosonlinebackup.com/" + std::string(operation) +
                    "\"\r\n");
  }

  // One worker's story: two partners of its own, one cancelled, its clock moved, the tree read again. Answers what went
  // wrong.
  static std::string story(Client& client, const std::string& prefix, const std::string& login,
                           const std::string& mine) {
    std::string id;
    for (const std::string& name : {mine + " first", mine + " second"}) {
      const std::string created =
          call(client, prefix, kPartnerPage, login, "CreatePartner",
               "<PartnerName>" + name +
                   "</PartnerName><GeneralContactPerson>Ann Lee</GeneralContactPerson>"
                   "<GeneralContactEmail>ann@acme.test</GeneralContactEmail><DiskQuotaGB>1</DiskQuotaGB>"
                   "<AllowUploadOverAccountSize>false</AllowUploadOverAccountSize>");
      const std::string made = between(created, "<PartnerEntityId>", "<");
      if (made.empty()) return "no partner: " + created;
      if (id.empty()) id = made;
    }
    if (id != "62137") return "another worker has made entities here: the first is " + id;  // the world's next id
    const std::string cancelled =
        call(client, prefix, kEntityPage, login, "CancelEntity", "<TargetEntityId>" + id + "</TargetEntityId>");
    if (between(cancelled, "<Code>", "<") != "Success") return "not cancelled: " + cancelled;
    const std::string tree = call(client, prefix, kEntityPage, login, "GetEntityHierarchy",
                                  "<TargetEntityID>0</TargetEntityID><IncludeInactive>true</IncludeInactive>");
    int partners = 0;
    for (auto at = tree.find("worker"); at != std::string::npos; at = tree.find("worker", at + 1)) {
      if (tree.compare(at, mine.size() + 1, mine + " ") != 0) return "sees another's: " + tree.substr(at, 30);
      ++partners;
    }
    return partners == 2 ? "" : "sees " + std::to_string(partners) + " of two partners";
  }

  std::vector<std::string> run_workers(bool by_credentials) {
    std::vector<std::string> troubles(kWorkers);
    {
      std::vector<std::jthread> workers;
      for (int i = 0; i < kWorkers; ++i)
        workers.emplace_back([&, i] {
          const std::string number = std::to_string(i);
          const std::string id = "w" + number;
          try {
            Client client(server_->port());
            const std::string made = send(client, "PUT", "/sandboxes/" + id, "{}");
            if (json::parse(made).value("id", "") != id) {
              troubles[static_cast<std::size_t>(i)] = made;
              return;
            }
            // The last character keeps one worker's name from being the beginning of another's.
            troubles[static_cast<std::size_t>(i)] =
                by_credentials ? story(client, "", "888WS@" + id, "worker" + number + "x")
                               : story(client, "/sandboxes/" + id, "888WS", "worker" + number + "x");
          } catch (const std::exception& error) {
            troubles[static_cast<std::size_t>(i)] = error.what();
          }
        });
    }
    std::erase(troubles, "");
    return troubles;
  }

  Application application_;
  std::unique_ptr<Server> server_;
};

TEST_F(ManySandboxes, SixtyFourWorkersNeverSeeEachOther) {
  EXPECT_THAT(run_workers(false), testing::IsEmpty());
  EXPECT_EQ(application_.sandbox().journal().totals().recorded, 0U);
}

TEST_F(ManySandboxes, NorDoSixtyFourThatDifferInTheirCredentialsAlone) {
  EXPECT_THAT(run_workers(true), testing::IsEmpty());
  EXPECT_EQ(application_.sandbox().journal().totals().recorded, 0U);
}

TEST_F(ManySandboxes, AThousandAreThereAtOnce) {
  Client client(server_->port());
  for (int i = 0; i < 1'000; ++i)
    ASSERT_EQ(json::parse(send(client, "POST", "/_sandbox/sandboxes", R"({"id": "s)" + std::to_string(i) + "\"}"))
                  .value("id", ""),
              "s" + std::to_string(i));
  EXPECT_EQ(application_.sandboxes().list().size(), 1'001U);
  for (int i = 0; i < 1'000; ++i)
    ASSERT_EQ(between(call(client, "/sandboxes/s" + std::to_string(i), kEntityPage, "888WS", "GetEntityHierarchy",
                           "<TargetEntityID>0</TargetEntityID><IncludeInactive>false</IncludeInactive>"),
                      "<Code>", "<"),
              "Success");
  for (int i = 0; i < 1'000; ++i)
    ASSERT_EQ(json::parse(send(client, "DELETE", "/sandboxes/s" + std::to_string(i), "")).value("status", ""),
              "deleted");
  EXPECT_EQ(application_.sandboxes().list().size(), 1U);
}

}  // namespace
}  // namespace http::test
