#include "smtp/curl_library.hpp"

#include <dlfcn.h>

#include <stdexcept>
#include <string>

namespace smtp {
namespace {

constexpr const char* kFile = "libcurl.so.4";  // the name that its interface goes by

class Symbols {
 public:
  Symbols() : library_(dlopen(kFile, RTLD_NOW | RTLD_LOCAL)) {
    if (!library_) throw std::runtime_error("mails are delivered by libcurl, which cannot be loaded: " + reason());
  }

  template <class Function>
  void find(Function& function, const char* name) const {
    function = reinterpret_cast<Function>(dlsym(library_, name));
    if (!function) throw std::runtime_error(std::string(kFile) + " is not the library that is needed: " + reason());
  }

 private:
  static std::string reason() {
    const char* told = dlerror();
    return told ? told : "no reason is known";
  }

  void* library_;
};

CurlLibrary loaded() {
  const Symbols symbols;
  CurlLibrary curl{};
  symbols.find(curl.global_init, "curl_global_init");
  symbols.find(curl.free, "curl_free");
  symbols.find(curl.easy_init, "curl_easy_init");
  symbols.find(curl.easy_cleanup, "curl_easy_cleanup");
  symbols.find(curl.easy_reset, "curl_easy_reset");
  symbols.find(curl.easy_setopt, "curl_easy_setopt");
  symbols.find(curl.easy_perform, "curl_easy_perform");
  symbols.find(curl.easy_strerror, "curl_easy_strerror");
  symbols.find(curl.slist_append, "curl_slist_append");
  symbols.find(curl.slist_free_all, "curl_slist_free_all");
  symbols.find(curl.mime_init, "curl_mime_init");
  symbols.find(curl.mime_free, "curl_mime_free");
  symbols.find(curl.mime_addpart, "curl_mime_addpart");
  symbols.find(curl.mime_data, "curl_mime_data");
  symbols.find(curl.mime_type, "curl_mime_type");
  symbols.find(curl.mime_encoder, "curl_mime_encoder");
  symbols.find(curl.url, "curl_url");
  symbols.find(curl.url_cleanup, "curl_url_cleanup");
  symbols.find(curl.url_get, "curl_url_get");
  symbols.find(curl.url_set, "curl_url_set");
  if (curl.global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) throw std::runtime_error("libcurl cannot be started");
  return curl;
}

}  // namespace

const CurlLibrary& curl_library() {
  static const CurlLibrary curl = loaded();
  return curl;
}

}  // namespace smtp
