#include "QuitSignals.h"

#include <QSocketNotifier>
#include <array>
#include <csignal>

#include <fcntl.h>
#include <unistd.h>

namespace normscope
{

namespace
{

constexpr std::array kSignals{SIGINT, SIGTERM, SIGHUP};

/// A handler may do little more than write to a pipe, which the event loop then finds readable.
std::array<int, 2> g_pipe{-1, -1};
volatile std::sig_atomic_t g_count = 0;

void onSignal(int number)
{
    if (g_count != 0) {
        constexpr int kBySignal = 128;
        _exit(kBySignal + number);
    }
    g_count = 1;
    const char byte = 0;
    [[maybe_unused]] const auto written = write(g_pipe[1], &byte, 1);
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

QuitSignals::QuitSignals()
{
    if (pipe2(g_pipe.data(), O_CLOEXEC | O_NONBLOCK) != 0) {
        return;
    }
    m_notifier = new QSocketNotifier(g_pipe[0], QSocketNotifier::Read, this);
    connect(m_notifier, &QSocketNotifier::activated, this, [this] {
        m_notifier->setEnabled(false);
        Q_EMIT received();
    });
    setHandler(onSignal);
}

QuitSignals::~QuitSignals()
{
    setHandler(SIG_DFL);
    delete m_notifier;
    for (int& end : g_pipe) {
        if (end >= 0) {
            close(end);
            end = -1;
        }
    }
}

}  // namespace normscope
