#include "QuitSignals.h"

#include <QSocketNotifier>
#include <array>
#include <csignal>

#include <fcntl.h>
#include <unistd.h>

#include "Interruption.h"

namespace normscope
{

namespace
{

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
    setStopHandler(onSignal);
}

QuitSignals::~QuitSignals()
{
    setStopHandler(nullptr);
    delete m_notifier;
    for (int& end : g_pipe) {
        if (end >= 0) {
            close(end);
            end = -1;
        }
    }
}

}  // namespace normscope
