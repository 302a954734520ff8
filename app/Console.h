#pragma once

#include <string>
#include <string_view>

#include "ExitCode.h"

namespace normscope
{

/// Opens what the shell has closed of stdin, stdout and stderr, so that no file of ours gets their numbers: what is
/// printed would else end up in it. To be called before any file is opened.
void reserveStandardStreams();

/// Results go to stdout, as printError() does without characters that steer a terminal: names and texts of files are in
/// them. Where that cannot be written, as on a full disk, that is told on stderr, once; a reader that went away has had
/// enough.
void print(const std::string& text);

/// "normscope: …" on stderr, also where memory has run out.
void printError(std::string_view message);

/// Prints the error and returns the exit code that belongs to it.
ExitCode giveUp(const Error& error);

/// The exit code in the end: a success of which not everything could be printed is none.
[[nodiscard]] int exitCodeInTheEnd(int code);

}  // namespace normscope
