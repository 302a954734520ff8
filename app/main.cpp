#include <csignal>
#include <cstdlib>
#include <exception>
#include <filesystem>

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

}  // namespace

int main(int argc, char** argv)
{
    normscope::keepFreedMemory();
    // A reader of our output that goes away must not end a training.
    std::signal(SIGPIPE, SIG_IGN);
    makeDataFolderAbsolute();
    try {
        return normscope::runCommandLine(argc, argv);
    } catch (const std::exception& error) {
        normscope::printError(error.what());
        return normscope::kFailed;
    }
}
