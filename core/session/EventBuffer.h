#pragma once

#include <condition_variable>
#include <cstddef>
#include <mutex>

#include <normscope/session/TrainingSession.h>

namespace normscope
{

/// Events on their way from the training's thread to the receiver's, at most so many. Thread-safe.
class EventBuffer
{
  public:
    explicit EventBuffer(std::size_t capacity = 20'000);

    /// For the training: waits while the buffer is full, so that no step is lost. After close() events are dropped.
    void add(SessionEvent event);

    /// For the receiver: all that is there, in order.
    [[nodiscard]] SessionEvents takeAll();

    /// Nobody receives any more: releases a training that waits.
    void close();

  private:
    const std::size_t m_capacity;
    std::mutex m_mutex;
    std::condition_variable m_hasRoom;
    SessionEvents m_events;
    bool m_isClosed = false;
};

}  // namespace normscope
