#include "http/tls.hpp"

#include <fcntl.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <system_error>

namespace http {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 8> kNames{"localhost",
                                                 "127.0.0.1",
                                                 "::1",
                                                 "secure-sandbox.sosonlinebackup.com",
                                                 "secure.sosonlinebackup.com",
                                                 "secure-dev.sosonlinebackup.com",
                                                 "dashboard.sosonlinebackup.com",
                                                 "dashboard.managedoffsitebackup.net"};
constexpr long kDay = 24L * 60 * 60;
constexpr long kLifetimeDays = 825;  // the longest that clients of every make accept

template <auto Free>
struct Release {
  template <class T>
  void operator()(T* object) const noexcept {
    Free(object);
  }
};
using Key = std::unique_ptr<EVP_PKEY, Release<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Release<X509_free>>;
using Extension = std::unique_ptr<X509_EXTENSION, Release<X509_EXTENSION_free>>;
using File = std::unique_ptr<std::FILE, Release<std::fclose>>;

std::string library_reason() {
  const unsigned long code = ERR_peek_last_error();
  const char* reason = ERR_reason_error_string(code);
  return reason == nullptr ? "unknown reason" : reason;
}

void must_be_readable(const char* flag, const fs::path& path) {
  const File file(std::fopen(path.c_str(), "r"));
  std::error_code ignored;
  if (!file) throw TlsError(std::string(flag) + ": cannot read " + path.string() + ": " + std::strerror(errno));
  if (fs::is_directory(path, ignored)) throw TlsError(std::string(flag) + ": " + path.string() + " is a directory");
}

[[noreturn]] void fail(const fs::path& path, const std::string& reason) {
  throw TlsError("--tls-self-signed: cannot write " + path.string() + ": " + reason);
}

void check(bool worked) {
  if (!worked) throw TlsError("--tls-self-signed: cannot make a certificate: " + library_reason());
}

void add_extension(X509* certificate, int kind, const std::string& value) {
  X509V3_CTX context;
  X509V3_set_ctx_nodb(&context);
  X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
  const Extension extension(X509V3_EXT_conf_nid(nullptr, &context, kind, value.c_str()));
  check(extension != nullptr && X509_add_ext(certificate, extension.get(), -1) == 1);
}

std::string alternative_names() {
  std::string list;
  for (const std::string_view name : kNames) {
    const bool is_address = name == "127.0.0.1" || name.find(':') != std::string_view::npos;
    list.append(list.empty() ? "" : ",").append(is_address ? "IP:" : "DNS:").append(name);
  }
  return list;
}

Certificate certificate_for(EVP_PKEY* key) {
  Certificate made(X509_new());
  check(made != nullptr);
  std::uint64_t serial = 0;
  check(RAND_bytes(reinterpret_cast<unsigned char*>(&serial), sizeof serial) == 1);
  X509_set_version(made.get(), 2);  // counted from zero: version 3
  ASN1_INTEGER_set_uint64(X509_get_serialNumber(made.get()), serial >> 1);
  X509_gmtime_adj(X509_getm_notBefore(made.get()), -kDay);
  X509_gmtime_adj(X509_getm_notAfter(made.get()), (kLifetimeDays - 1) * kDay);
  X509_set_pubkey(made.get(), key);
  X509_NAME* subject = X509_get_subject_name(made.get());
  const std::string common_name(kNames.front());
  X509_NAME_add_entry_by_txt(subject, "O", MBSTRING_ASC, reinterpret_cast<const unsigned char*>("Partner API sandbox"),
                             -1, -1, 0);
  X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>(common_name.c_str()),
                             -1, -1, 0);
  X509_set_issuer_name(made.get(), subject);
  add_extension(made.get(), NID_basic_constraints, "critical,CA:TRUE,pathlen:0");
  add_extension(made.get(), NID_key_usage, "critical,digitalSignature,keyCertSign");
  add_extension(made.get(), NID_ext_key_usage, "serverAuth");
  add_extension(made.get(), NID_subject_key_identifier, "hash");
  add_extension(made.get(), NID_subject_alt_name, alternative_names());
  check(X509_sign(made.get(), key, EVP_sha256()) > 0);
  return made;
}

template <class Write>
void write_file(const fs::path& path, mode_t mode, Write write) {
  const int descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode);
  if (descriptor < 0) fail(path, std::strerror(errno));
  ::fchmod(descriptor, mode);
  const File file(::fdopen(descriptor, "w"));
  if (!file || write(file.get()) != 1 || std::fflush(file.get()) != 0) fail(path, std::strerror(errno));
}

// A pair of ours, loadable and valid for a day yet.
bool is_usable(const TlsFiles& files) {
  const File file(std::fopen(files.certificate.c_str(), "r"));
  if (!file) return false;
  const Certificate found(PEM_read_X509(file.get(), nullptr, nullptr, nullptr));
  if (!found || X509_cmp_time(X509_get0_notAfter(found.get()), nullptr) <= 0) return false;
  std::time_t tomorrow = std::time(nullptr) + kDay;
  if (X509_cmp_time(X509_get0_notAfter(found.get()), &tomorrow) <= 0) return false;
  for (const std::string_view name : kNames) {
    const std::string text(name);
    if (X509_check_host(found.get(), text.data(), text.size(), 0, nullptr) != 1 &&
        X509_check_ip_asc(found.get(), text.c_str(), 0) != 1) {
      return false;
    }
  }
  try {
    const TlsContext loadable(files);
    return true;
  } catch (const TlsError&) {
    return false;
  }
}

}  // namespace

TlsContext::TlsContext(const TlsFiles& files) : context_(SSL_CTX_new(TLS_server_method()), SSL_CTX_free) {
  must_be_readable("--tls-cert", files.certificate);
  must_be_readable("--tls-key", files.key);
  ERR_clear_error();
  if (SSL_CTX_use_certificate_chain_file(context_.get(), files.certificate.c_str()) != 1) {
    throw TlsError("--tls-cert: " + files.certificate.string() + " holds no PEM certificate: " + library_reason());
  }
  // An encrypted key must fail here, not ask for its password on the terminal.
  SSL_CTX_set_default_passwd_cb(context_.get(), [](char*, int, int, void*) { return 0; });
  if (SSL_CTX_use_PrivateKey_file(context_.get(), files.key.c_str(), SSL_FILETYPE_PEM) != 1) {
    const bool mismatch = ERR_GET_REASON(ERR_peek_last_error()) == X509_R_KEY_VALUES_MISMATCH ||
                          ERR_GET_REASON(ERR_peek_last_error()) == X509_R_KEY_TYPE_MISMATCH;
    if (mismatch) {
      throw TlsError("--tls-key: " + files.key.string() + " does not belong to the certificate " +
                     files.certificate.string());
    }
    throw TlsError("--tls-key: " + files.key.string() + " holds no unencrypted PEM private key: " + library_reason());
  }
  SSL_CTX_set_options(context_.get(), SSL_OP_IGNORE_UNEXPECTED_EOF);
  SSL_CTX_set_mode(context_.get(), SSL_MODE_AUTO_RETRY | SSL_MODE_RELEASE_BUFFERS);
}

std::span<const std::string_view> self_signed_names() noexcept { return kNames; }

TlsFiles self_signed(const fs::path& directory) {
  TlsFiles files{.certificate = directory / "certificate.pem", .key = directory / "key.pem"};
  if (is_usable(files)) return files;
  std::error_code failure;
  fs::create_directories(directory, failure);
  if (failure) fail(directory, failure.message());
  const Key key(EVP_EC_gen("P-256"));
  check(key != nullptr);
  const Certificate certificate = certificate_for(key.get());
  write_file(files.key, 0600, [&](std::FILE* file) {
    return PEM_write_PrivateKey(file, key.get(), nullptr, nullptr, 0, nullptr, nullptr);
  });
  write_file(files.certificate, 0644, [&](std::FILE* file) { return PEM_write_X509(file, certificate.get()); });
  return files;
}

}  // namespace http
