// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/oauth2/http_post.h"

#include <cstdlib>
#include <memory>

#include <curl/curl.h>

#include "config/printable.h"

namespace tallyd {
namespace {

constexpr long kSeconds = 30;
constexpr std::size_t kMostBytes = 1 << 20;  // an answer holds a token, not a book

struct EasyDeleter {
  void operator()(CURL* easy) const { curl_easy_cleanup(easy); }
};
using Easy = std::unique_ptr<CURL, EasyDeleter>;

std::size_t take_body(char* data, std::size_t, std::size_t size, void* user) {
  auto& body = *static_cast<std::string*>(user);
  if (body.size() + size > kMostBytes) return 0;  // libcurl then fails with CURLE_WRITE_ERROR
  body.append(data, size);
  return size;
}

std::string encoded(CURL* easy, const Fields& fields) {
  std::string form;
  for (const auto& [name, value] : fields) {
    char* const text = curl_easy_escape(easy, value.data(), static_cast<int>(value.size()));
    if (text == nullptr) std::abort();
    form.append(form.empty() ? "" : "&").append(name).append("=").append(text);
    curl_free(text);
  }
  return form;
}

tl::unexpected<Error> explain(CURLcode code, const std::string& url) {
  const std::string what = "token endpoint " + printable(url) + ": " + curl_easy_strerror(code);
  if (code == CURLE_PEER_FAILED_VERIFICATION || code == CURLE_SSL_CACERT_BADFILE) {
    return permanent(what + "; check the address and ca_file of [oauth2]");
  }
  return temporary(what);
}

}  // namespace

Post http_post(std::string ca_file) {
  return [ca_file = std::move(ca_file)](const std::string& url,
                                        const Fields& fields) -> Result<HttpAnswer> {
    const Easy easy(curl_easy_init());
    if (!easy) std::abort();
    CURL* const curl = easy.get();
    HttpAnswer answer;
    const std::string form = encoded(curl, fields);
    curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
    // The loader lets no "http" pass but to this machine.
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "https,http");
    curl_easy_setopt(curl, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    if (!ca_file.empty()) curl_easy_setopt(curl, CURLOPT_CAINFO, ca_file.c_str());
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, kSeconds);
    curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE, static_cast<long>(form.size()));
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, form.c_str());
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take_body);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &answer.body);
    const CURLcode code = curl_easy_perform(curl);
    if (code != CURLE_OK) return explain(code, url);
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &answer.status);
    return answer;
  };
}

}  // namespace tallyd
