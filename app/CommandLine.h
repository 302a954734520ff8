#pragma once

namespace normscope
{

/// Reads the command line and runs what it asks for. Returns the exit code.
int runCommandLine(int argc, char** argv);

}  // namespace normscope
