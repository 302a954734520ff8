#pragma once

#include <normscope/train/RunControl.h>

namespace normscope
{

/// While it lives, SIGINT, SIGTERM and SIGHUP stop the training after its step; a second one ends the program at once
/// with 128 + the signal's number. One at a time.
class Interruption
{
  public:
    explicit Interruption(RunControl& control);
    ~Interruption();
    Interruption(const Interruption&) = delete;
    Interruption& operator=(const Interruption&) = delete;
};

}  // namespace normscope
