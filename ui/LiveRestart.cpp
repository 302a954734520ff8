#include "ui/LiveRestart.h"

#include <chrono>
#include <utility>

namespace normscope::ui
{

namespace
{

using namespace std::chrono_literals;

constexpr auto kSettleTime = 250ms;
constexpr std::size_t kMostGhosts = 3;

/// All settings as texts.
QStringList textsOf(const ExperimentDocument& document)
{
    QStringList texts;
    for (const Setting& setting : settings()) {
        texts.append(document.text(setting.key));
    }
    return texts;
}

}  // namespace

LiveRestart::LiveRestart(Parts parts, QObject* parent)
    : QObject(parent)
    , m_parts(std::move(parts))
{
    m_settled.setSingleShot(true);
    m_settled.setInterval(kSettleTime);
    connect(&m_settled, &QTimer::timeout, this, &LiveRestart::restart);
    connect(&m_parts.document, &ExperimentDocument::changed, this, [this] {
        if (m_isOn && textsOf(m_parts.document) != m_trained) {
            m_settled.start();
        }
    });
}

void LiveRestart::setOn(bool on)
{
    m_isOn = on;
    m_trained = textsOf(m_parts.document);
    m_settled.stop();
    if (!on) {
        for (const ExperimentId id : m_ghosts) {
            m_parts.store.setGhost(id, false);
        }
        m_ghosts.clear();
    }
}

void LiveRestart::restart()
{
    const bool isReady = m_parts.document.problems(ExperimentKind::Twin).isEmpty() && !m_parts.document.plan();
    const auto& waiting = m_parts.queue.waiting();
    // One of its own that has not begun yet gives way to what is wanted now.
    const bool isOwn = waiting.size() == 1 && waiting.front().id == m_queued;
    if (!isReady || (!waiting.empty() && !isOwn)) {
        return;
    }
    if (isOwn) {
        m_parts.queue.remove(m_queued);
    }
    m_trained = textsOf(m_parts.document);
    const ShownExperiment* current = m_parts.store.current();
    if (current != nullptr && !current->isGhost) {
        makeGhost(current->id);
    }
    m_parts.start();
    // What runs makes room for it.
    if (!waiting.empty()) {
        m_queued = waiting.back().id;
        m_parts.session.stop();
    }
}

void LiveRestart::makeGhost(ExperimentId id)
{
    std::erase(m_ghosts, id);
    m_ghosts.push_back(id);
    m_parts.store.setGhost(id, true);
    if (m_ghosts.size() > kMostGhosts) {
        m_parts.store.close(m_ghosts.front());
        m_ghosts.pop_front();
    }
}

}  // namespace normscope::ui
