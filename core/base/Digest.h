#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>

namespace normscope
{

enum class DigestKind
{
    Sha256,
    Md5,  ///< only to compare with what is published; proves nothing against intent
};

/// A running SHA-256 or MD5 over bytes given piece by piece. Not thread-safe.
class Digest
{
  public:
    explicit Digest(DigestKind kind);
    Digest(Digest&&) noexcept;
    Digest& operator=(Digest&&) noexcept;
    Digest(const Digest&) = delete;
    Digest& operator=(const Digest&) = delete;
    ~Digest();

    void add(std::span<const std::uint8_t> bytes);

    /// The digest of what was added so far in lower-case hex; more may be added afterwards.
    /// Empty where libcrypto refuses the algorithm, as it does MD5 on a machine in FIPS mode.
    [[nodiscard]] std::string hex() const;

  private:
    struct State;
    std::unique_ptr<State> m_state;
};

}  // namespace normscope
