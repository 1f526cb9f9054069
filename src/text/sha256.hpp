// SHA-256 over OpenSSL.
#pragma once

#include <openssl/evp.h>

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace standoff::text {

/// Hashes many byte strings one after another without setting OpenSSL up each time.
class Sha256 {
 public:
  using Digest = std::array<unsigned char, 32>;

  /// Throws std::runtime_error when OpenSSL has no SHA-256 (or no memory).
  Sha256();

  Digest operator()(std::string_view bytes);

 private:
  struct Free {
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
    void operator()(EVP_MD* algorithm) const { EVP_MD_free(algorithm); }
  };
  std::unique_ptr<EVP_MD, Free> algorithm_;
  std::unique_ptr<EVP_MD_CTX, Free> context_;
};

/// Lower-case hexadecimal.
std::string hex(const Sha256::Digest& digest);

/// The digest written as 64 hexadecimal digits of either case; nothing when that is not what stands
/// there.
std::optional<Sha256::Digest> from_hex(std::string_view digits);

std::string sha256_hex(std::string_view bytes);

}  // namespace standoff::text
