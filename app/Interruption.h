#pragma once

#include <normscope/train/RunControl.h>

namespace normscope
{

/// Sets what is done on every signal that asks a training to stop: SIGINT, SIGTERM and SIGHUP, and SIGUSR1 and SIGXCPU,
/// by which batch systems say that a job's time is nearly over. `handler` gets the signal's number; null sets the
/// default again. A signal that whoever started the program has ignored, as nohup does, stays ignored; one that is
/// blocked no longer is.
void setStopHandler(void (*handler)(int number));

/// While it lives, a signal that asks to stop (see setStopHandler()) stops the training after its step; a second one
/// ends the program at once with 128 + the signal's number. One at a time.
class Interruption
{
  public:
    explicit Interruption(RunControl& control);
    ~Interruption();
    Interruption(const Interruption&) = delete;
    Interruption& operator=(const Interruption&) = delete;
};

}  // namespace normscope
