#include "http/tls.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <openssl/ssl.h>
#include <sys/stat.h>

#include <array>
#include <fstream>
#include <sstream>

#include "http/server.hpp"
#include "http/test_client.hpp"

namespace http {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::HasSubstr;

class TlsTest : public testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (fs::temp_directory_path() / "tls-test-XXXXXX").string();
    ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
    directory_ = pattern;
  }
  void TearDown() override { fs::remove_all(directory_); }

  static std::string content(const fs::path& path) {
    std::ostringstream text;
    text << std::ifstream(path).rdbuf();
    return text.str();
  }
  static std::string failure_of(const TlsFiles& files) {
    try {
      const TlsContext context(files);
    } catch (const TlsError& error) {
      return error.what();
    }
    return "";
  }
  fs::path directory_;
};

// A handshake with the certificate file as the only authority, checking the name; then one request.
std::string ask(int port, const fs::path& authority, const std::string& name, bool is_address) {
  const test::Client client(port);
  const std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context(SSL_CTX_new(TLS_client_method()), SSL_CTX_free);
  SSL_CTX_load_verify_locations(context.get(), authority.c_str(), nullptr);
  SSL_CTX_set_verify(context.get(), SSL_VERIFY_PEER, nullptr);
  const std::unique_ptr<SSL, decltype(&SSL_free)> ssl(SSL_new(context.get()), SSL_free);
  if (is_address) {
    X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(ssl.get()), name.c_str());
  } else {
    SSL_set1_host(ssl.get(), name.c_str());
  }
  SSL_set_fd(ssl.get(), client.socket());
  if (SSL_connect(ssl.get()) != 1) return "no handshake";
  const std::string request = "GET /a HTTP/1.1\r\nHost: " + name + "\r\nConnection: close\r\n\r\n";
  SSL_write(ssl.get(), request.data(), static_cast<int>(request.size()));
  std::string answer;
  std::array<char, 4096> buffer{};
  int got = 0;
  while ((got = SSL_read(ssl.get(), buffer.data(), buffer.size())) > 0) {
    answer.append(buffer.data(), static_cast<std::size_t>(got));
  }
  return answer;
}

TEST_F(TlsTest, TheSelfSignedCertificateHoldsForTheVendorsHosts) {
  const TlsFiles files = self_signed(directory_ / "new" / "sub");
  Server server({.tls = std::make_shared<TlsContext>(files)},
                [](const Request& request) { return Response{.body = request.is_tls ? "secure" : "plain"}; });
  server.start();
  for (const std::string_view name : self_signed_names()) {
    const bool is_address = name == "127.0.0.1" || name == "::1";
    EXPECT_THAT(ask(server.port(), files.certificate, std::string(name), is_address), HasSubstr("secure")) << name;
  }
  EXPECT_THAT(self_signed_names(), testing::Contains("secure-sandbox.sosonlinebackup.com"));
  EXPECT_EQ(ask(server.port(), files.certificate, "example.com", false), "no handshake");
}

TEST_F(TlsTest, APlainRequestIsToldToUseTls) {
  Server server({.tls = std::make_shared<TlsContext>(self_signed(directory_))}, test::echo);
  server.start();
  test::Client client(server.port());
  client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
  const test::Answer answer = client.read();
  EXPECT_EQ(answer.status, 400);
  EXPECT_THAT(answer.body, HasSubstr("https://"));
}

TEST_F(TlsTest, ManyLargeRequestsPassOverTls) {
  const TlsFiles files = self_signed(directory_);
  Server server({.tls = std::make_shared<TlsContext>(files)},
                [](const Request&) { return Response{.body = std::string(300'000, 'z')}; });
  server.start();
  EXPECT_THAT(ask(server.port(), files.certificate, "localhost", false), testing::EndsWith(std::string(300'000, 'z')));
}

TEST_F(TlsTest, ASelfSignedPairIsKeptWhileItIsGood) {
  const TlsFiles files = self_signed(directory_);
  const std::string first = content(files.certificate);
  EXPECT_EQ(self_signed(directory_).certificate, files.certificate);
  EXPECT_EQ(content(files.certificate), first);
  std::ofstream(files.key) << "damaged";
  EXPECT_EQ(self_signed(directory_).certificate, files.certificate);
  EXPECT_NE(content(files.certificate), first);
  EXPECT_EQ(failure_of(files), "");
}

TEST_F(TlsTest, TheKeyIsForItsOwnerOnly) {
  struct stat status {};
  ASSERT_EQ(::stat(self_signed(directory_).key.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0600U);
}

TEST_F(TlsTest, UnusableFilesAreNamedWithTheirFlag) {
  const TlsFiles good = self_signed(directory_);
  const TlsFiles other = self_signed(directory_ / "other");
  const fs::path nowhere = directory_ / "nowhere.pem";
  const fs::path text = directory_ / "text.pem";
  std::ofstream(text) << "just text";
  EXPECT_THAT(failure_of({nowhere, good.key}), AllOf(HasSubstr("--tls-cert"), HasSubstr(nowhere.string())));
  EXPECT_THAT(failure_of({good.certificate, nowhere}), AllOf(HasSubstr("--tls-key"), HasSubstr(nowhere.string())));
  EXPECT_THAT(failure_of({text, good.key}), AllOf(HasSubstr("--tls-cert"), HasSubstr("no PEM certificate")));
  EXPECT_THAT(failure_of({good.certificate, text}), AllOf(HasSubstr("--tls-key"), HasSubstr("private key")));
  EXPECT_THAT(failure_of({good.certificate, other.key}), AllOf(HasSubstr("--tls-key"), HasSubstr("does not belong")));
  EXPECT_THAT(failure_of({directory_, good.key}), AllOf(HasSubstr("--tls-cert"), HasSubstr("is a directory")));
}

TEST_F(TlsTest, AnUnwritableDirectoryIsNamed) {
  const fs::path file = directory_ / "file";
  std::ofstream(file) << "x";
  EXPECT_THROW((void)self_signed(file), TlsError);
}

}  // namespace
}  // namespace http
