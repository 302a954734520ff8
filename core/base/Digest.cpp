#include <array>
#include <cstddef>
#include <iterator>

#include <fmt/format.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>

#include <normscope/base/Digest.h>

namespace normscope
{

namespace
{

struct FreeContext
{
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

using Context = std::unique_ptr<EVP_MD_CTX, FreeContext>;

}  // namespace

struct Digest::State
{
    Context context;  ///< null once libcrypto refused something, so that a wrong digest is never given out
};

Digest::Digest(DigestKind kind)
    : m_state(std::make_unique<State>())
{
    if (OSSL_LIB_CTX_get0_global_default() == nullptr) {
        // Without the memory to begin with, libcrypto 3.0 crashes at whatever it is asked.
        return;
    }
    m_state->context.reset(EVP_MD_CTX_new());
    const EVP_MD* algorithm = kind == DigestKind::Sha256 ? EVP_sha256() : EVP_md5();
    if (m_state->context && EVP_DigestInit_ex(m_state->context.get(), algorithm, nullptr) != 1) {
        m_state->context.reset();
    }
}

Digest::Digest(Digest&&) noexcept = default;
Digest& Digest::operator=(Digest&&) noexcept = default;
Digest::~Digest() = default;

void Digest::add(std::span<const std::uint8_t> bytes)
{
    if (m_state->context && EVP_DigestUpdate(m_state->context.get(), bytes.data(), bytes.size()) != 1) {
        m_state->context.reset();
    }
}

std::string Digest::hex() const
{
    // Finishing ends a context, so a copy is finished and the original can go on.
    const Context copy(EVP_MD_CTX_new());
    std::array<unsigned char, EVP_MAX_MD_SIZE> raw{};
    unsigned int length = 0;
    if (!m_state->context || !copy || EVP_MD_CTX_copy_ex(copy.get(), m_state->context.get()) != 1 ||
        EVP_DigestFinal_ex(copy.get(), raw.data(), &length) != 1) {
        return {};
    }
    std::string text;
    for (std::size_t i = 0; i < length; ++i) {
        fmt::format_to(std::back_inserter(text), "{:02x}", raw[i]);
    }
    return text;
}

}  // namespace normscope
