#include "Interruption.h"

#include <atomic>
#include <csignal>

#include <unistd.h>

namespace normscope
{

namespace
{

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

std::atomic<void (*)(int)> g_handler = nullptr;
volatile std::sig_atomic_t g_isAsked = 0;

/// The kernel repeats SIGXCPU with every second of processor time, also after another signal: not a second wish.
void onStop(int number, siginfo_t* info, void* /*context*/)
{
    const bool isRepeated = number == SIGXCPU && info->si_code == SI_KERNEL && g_isAsked != 0;
    g_isAsked = 1;
    if (void (*handler)(int) = g_handler.load(); handler != nullptr && !isRepeated) {
        handler(number);
    }
}

}  // namespace

void setStopHandler(void (*handler)(int))
{
    g_handler = handler;
    struct sigaction action = {};
    sigset_t signals;
    sigemptyset(&signals);
    if (handler != nullptr) {
        action.sa_sigaction = onStop;
        action.sa_flags = SA_RESTART | SA_SIGINFO;
    } else {
        action.sa_handler = SIG_DFL;
    }
    for (const int number : {SIGINT, SIGTERM, SIGHUP, SIGUSR1, SIGXCPU}) {
        struct sigaction before = {};
        sigaction(number, nullptr, &before);
        // Whoever started us with a signal ignored (nohup) wants it so.
        if ((before.sa_flags & SA_SIGINFO) != 0 || before.sa_handler != SIG_IGN) {
            sigaction(number, &action, nullptr);
            sigaddset(&signals, number);
        }
    }
    pthread_sigmask(SIG_UNBLOCK, &signals, nullptr);
}

Interruption::Interruption(RunControl& control)
{
    g_control = &control;
    setStopHandler(onSignal);
}

Interruption::~Interruption()
{
    setStopHandler(nullptr);
    g_control = nullptr;
}

}  // namespace normscope
