#include "Console.h"

#include <cstdio>

namespace normscope
{

void print(const std::string& text)
{
    (void)std::fwrite(text.data(), 1, text.size(), stdout);
    (void)std::fflush(stdout);
}

void printError(const std::string& message)
{
    (void)std::fprintf(stderr, "normscope: %s\n", message.c_str());
}

ExitCode giveUp(const Error& error)
{
    printError(error.message);
    return exitCodeOf(error);
}

}  // namespace normscope
