#include "Console.h"

#include <array>
#include <cerrno>
#include <cstdio>
#include <new>

#include <fcntl.h>
#include <unistd.h>

#include <normscope/base/FileIo.h>
#include <normscope/base/PlainText.h>

namespace normscope
{

namespace
{

bool g_isOutputLost = false;

}  // namespace

void reserveStandardStreams()
{
    // The wrong way round, so that using them is an error still. The lowest free number is the one that is taken.
    constexpr std::array kModes{O_WRONLY, O_RDONLY, O_RDONLY};
    for (int stream = 0; stream < static_cast<int>(kModes.size()); ++stream) {
        if (::fcntl(stream, F_GETFD) == -1 && errno == EBADF) {
            (void)::open("/dev/null", kModes.at(static_cast<std::size_t>(stream)));
        }
    }
}

void print(const std::string& text)
{
    const std::string plain = forTerminal(text);
    const bool isWritten =
        std::fwrite(plain.data(), 1, plain.size(), stdout) == plain.size() && std::fflush(stdout) == 0;
    if (!isWritten && errno != EPIPE && !g_isOutputLost) {
        g_isOutputLost = true;
        printError("standard output: cannot be written: " + systemReason());
    }
}

void printError(std::string_view message)
{
    try {
        (void)std::fprintf(stderr, "normscope: %s\n", forTerminal(message).c_str());
    } catch (const std::bad_alloc&) {
        // What is said where memory has run out is a sentence of ours.
        (void)std::fprintf(stderr, "normscope: %.*s\n", static_cast<int>(message.size()), message.data());
    }
}

ExitCode giveUp(const Error& error)
{
    printError(error.message.english());
    return exitCodeOf(error);
}

int exitCodeInTheEnd(int code)
{
    return code == kDone && g_isOutputLost ? kFailed : code;
}

}  // namespace normscope
