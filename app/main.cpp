#include <csignal>
#include <cstdlib>
#include <exception>
#include <filesystem>

#include <normscope/base/Exceptions.h>
#include <normscope/runtime/Allocator.h>

#include "CommandLine.h"
#include "Console.h"

namespace
{

/// A relative NORMSCOPE_DATA would change its meaning with the working directory.
void makeDataFolderAbsolute()
{
    constexpr const char* kName = "NORMSCOPE_DATA";
    const char* value = std::getenv(kName);
    if (value == nullptr || *value == '\0') {
        return;
    }
    std::error_code error;
    const auto absolute = std::filesystem::absolute(value, error);
    if (!error) {
        setenv(kName, absolute.c_str(), 1);
    }
}

/// The last net, for what nobody can catch: without memory, an exception may leave a thread of a library's or a
/// function that must not throw. A sentence and an exit code instead of an abort.
[[noreturn]] void giveUpAtOnce() noexcept
{
    try {
        if (const auto thrown = std::current_exception()) {
            std::rethrow_exception(thrown);
        }
        normscope::printError("it had to stop in a place where that cannot be explained");
    } catch (const std::exception& error) {
        normscope::printError(normscope::sentenceOf(error));
    } catch (...) {
        normscope::printError("it had to stop: an unknown exception");
    }
    std::_Exit(normscope::kFailed);
}

}  // namespace

int main(int argc, char** argv)
{
    std::set_terminate(giveUpAtOnce);
    normscope::reserveStandardStreams();
    normscope::keepFreedMemory();
    // A reader of our output that goes away must not end a training.
    std::signal(SIGPIPE, SIG_IGN);
    // Nor must a file that gets larger than a limit allows: that is an error like that of a full disk.
    std::signal(SIGXFSZ, SIG_IGN);
    try {
        makeDataFolderAbsolute();
        return normscope::exitCodeInTheEnd(normscope::runCommandLine(argc, argv));
    } catch (const std::exception& error) {
        normscope::printError(normscope::sentenceOf(error));
        return normscope::kFailed;
    }
}
