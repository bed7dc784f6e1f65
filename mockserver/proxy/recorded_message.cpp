#include "proxy/recorded_message.hpp"

#include <zlib.h>

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace proxy {
namespace {

constexpr std::size_t kMostUnpacked = std::size_t{256} << 20;  // more is an attack
constexpr int kGzipOrZlib = 32 + MAX_WBITS;

// Nothing for bytes that are not packed so.
std::optional<std::string> unpacked(std::string_view bytes) {
  z_stream stream{};
  if (inflateInit2(&stream, kGzipOrZlib) != Z_OK) return std::nullopt;
  // zlib only reads from it.
  stream.next_in = const_cast<Bytef*>(reinterpret_cast<const Bytef*>(bytes.data()));  // NOLINT
  stream.avail_in = static_cast<uInt>(bytes.size());
  std::string out;
  std::array<char, 64 * 1024> piece{};
  int state = Z_OK;
  while (state == Z_OK && out.size() <= kMostUnpacked) {
    stream.next_out = reinterpret_cast<Bytef*>(piece.data());
    stream.avail_out = static_cast<uInt>(piece.size());
    state = inflate(&stream, Z_NO_FLUSH);
    out.append(piece.data(), piece.size() - stream.avail_out);
  }
  inflateEnd(&stream);
  if (state != Z_STREAM_END) return std::nullopt;
  return out;
}

recording::Body body_of(const http::Headers& headers, const std::string& bytes) {
  const auto coding = headers.find("Content-Encoding");
  const bool is_packed = coding && !coding->empty() && !http::same_name(*coding, "identity") && !bytes.empty();
  std::optional<std::string> plain = bytes;
  if (is_packed) {
    const bool is_known = http::same_name(*coding, "gzip") || http::same_name(*coding, "deflate");
    plain = is_known ? unpacked(bytes) : std::nullopt;
    if (!plain)
      return {.lost = std::to_string(bytes.size()) + " bytes packed with " + std::string(*coding) +
                      " that cannot be unpacked here"};
  }
  recording::Body body = recording::body_of(*plain);
  if (body.charset == "latin-1" && plain->find('\0') != std::string::npos)
    return {.lost = std::to_string(bytes.size()) + " bytes that are no text"};
  body.was_compressed = is_packed;
  return body;
}

recording::HeaderFields fields_of(const http::Headers& headers) {
  recording::HeaderFields out;
  for (const http::Header& field : headers) out.emplace_back(field.name, field.value);
  return out;
}

}  // namespace

recording::Request recorded(const http::Request& request) {
  return {.method = request.method,
          .target = request.target,
          .headers = fields_of(request.headers),
          .body = body_of(request.headers, request.body)};
}

recording::Response recorded(const http::Response& response) {
  return {.status = response.status,
          .headers = fields_of(response.headers),
          .body = body_of(response.headers, response.body)};
}

}  // namespace proxy
