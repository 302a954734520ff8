#include "Interruption.h"

#include <array>
#include <atomic>
#include <csignal>

#include <unistd.h>

namespace normscope
{

namespace
{

constexpr std::array kSignals{SIGINT, SIGTERM, SIGHUP};

std::atomic<RunControl*> g_control = nullptr;

void onSignal(int number)
{
    RunControl* control = g_control.load();
    if (control == nullptr || control->isStopped()) {
        constexpr int kBySignal = 128;
        _exit(kBySignal + number);
    }
    control->stopFromSignal();
}

void setHandler(void (*handler)(int))
{
    struct sigaction action = {};
    action.sa_handler = handler;
    action.sa_flags = SA_RESTART;
    for (const int number : kSignals) {
        struct sigaction before = {};
        sigaction(number, nullptr, &before);
        // Whoever started us with a signal ignored (nohup) wants it so.
        if (before.sa_handler != SIG_IGN) {
            sigaction(number, &action, nullptr);
        }
    }
}

}  // namespace

Interruption::Interruption(RunControl& control)
{
    g_control = &control;
    setHandler(onSignal);
}

Interruption::~Interruption()
{
    setHandler(SIG_DFL);
    g_control = nullptr;
}

}  // namespace normscope
