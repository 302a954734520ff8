#pragma once

#include <QByteArray>
#include <QUrl>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>

#include <normscope/base/Result.h>

namespace normscope
{

/// One file at a time over https or http, by a proxy where the environment (http_proxy, https_proxy, all_proxy,
/// no_proxy) or the system says so. Works on the thread that calls it and needs no event loop of its own there, but a
/// QCoreApplication in the program.
class Downloader
{
  public:
    struct Watch
    {
        /// Asked twenty times a second.
        std::function<bool()> isCancelled;
        /// Bytes that are there, and as many as the server says there will be; 0 where it does not.
        std::function<void(std::int64_t received, std::int64_t total)> progress;
    };

    enum class End
    {
        Whole,
        Cancelled,
        CutOff,  ///< the connection broke: what is there can be gone on with
    };

    /// `certificates`: a PEM file of authorities that are trusted besides the system's; empty for none.
    [[nodiscard]] static Result<Downloader> make(const std::string& certificates);

    Downloader(Downloader&&) noexcept;
    Downloader& operator=(Downloader&&) noexcept;
    ~Downloader();

    /// Writes what the address gives behind the bytes that `part` has, or from its beginning where the server does not
    /// go on with files. Never from https to plain http. ErrorCode::Io with one sentence where the server
    /// refuses; Data where it gives more than `mostBytes`, of which nothing is then kept; Internal where the disk
    /// refuses, so that no other server would help.
    [[nodiscard]] Result<End> fetch(const QUrl& address, const std::filesystem::path& part, std::int64_t mostBytes,
                                    const Watch& watch);

  private:
    struct State;
    explicit Downloader(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

}  // namespace normscope
