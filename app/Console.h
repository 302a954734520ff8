#pragma once

#include <string>

#include "ExitCode.h"

namespace normscope
{

/// Results go to stdout.
void print(const std::string& text);

/// "normscope: …" on stderr.
void printError(const std::string& message);

/// Prints the error and returns the exit code that belongs to it.
ExitCode giveUp(const Error& error);

}  // namespace normscope
