#include <utility>

#include <normscope/session/EventBuffer.h>

namespace normscope
{

EventBuffer::EventBuffer(std::size_t capacity)
    : m_capacity(capacity)
{
}

void EventBuffer::add(SessionEvent event)
{
    std::unique_lock lock(m_mutex);
    m_hasRoom.wait(lock, [this] { return m_isClosed || m_events.size() < m_capacity; });
    if (!m_isClosed) {
        m_events.push_back(std::move(event));
    }
}

SessionEvents EventBuffer::takeAll()
{
    SessionEvents taken;
    {
        const std::lock_guard lock(m_mutex);
        taken.swap(m_events);
    }
    m_hasRoom.notify_all();
    return taken;
}

void EventBuffer::close()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isClosed = true;
        m_events.clear();
    }
    m_hasRoom.notify_all();
}

}  // namespace normscope
