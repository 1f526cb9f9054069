// SHA-256 over OpenSSL.
#include "text/sha256.hpp"

#include <algorithm>
#include <stdexcept>

namespace standoff::text {

Sha256::Sha256()
    : algorithm_(EVP_MD_fetch(nullptr, "SHA256", nullptr)), context_(EVP_MD_CTX_new()) {
  if (!algorithm_ || !context_) throw std::runtime_error("OpenSSL offers no SHA-256");
}

Sha256::Digest Sha256::operator()(std::string_view bytes) {
  Digest digest{};
  if (EVP_DigestInit_ex2(context_.get(), algorithm_.get(), nullptr) != 1 ||
      EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size()) != 1 ||
      EVP_DigestFinal_ex(context_.get(), digest.data(), nullptr) != 1) {
    throw std::runtime_error("OpenSSL could not compute a SHA-256");
  }
  return digest;
}

std::string hex(const Sha256::Digest& digest) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string out;
  for (const unsigned char byte : digest) {
    out += digits[byte >> 4];
    out += digits[byte & 15];
  }
  return out;
}

std::optional<Sha256::Digest> from_hex(std::string_view digits) {
  Sha256::Digest digest{};
  if (digits.size() != 2 * digest.size()) return std::nullopt;
  const auto value = [](char digit) {
    constexpr std::string_view lower = "0123456789abcdef";
    constexpr std::string_view upper = "0123456789ABCDEF";
    return std::min(lower.find(digit), upper.find(digit));
  };
  for (std::size_t i = 0; i < digest.size(); ++i) {
    const auto high = value(digits[2 * i]);
    const auto low = value(digits[2 * i + 1]);
    if (high > 15 || low > 15) return std::nullopt;
    digest[i] = static_cast<unsigned char>(high << 4 | low);
  }
  return digest;
}

std::string sha256_hex(std::string_view bytes) { return hex(Sha256{}(bytes)); }

}  // namespace standoff::text
