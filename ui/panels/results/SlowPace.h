#pragma once

#include <QElapsedTimer>

namespace normscope::ui
{

/// For figures that are read, not watched: brought up to date twice a second at most.
class SlowPace
{
  public:
    /// True at most twice a second, and always where `isAll`. True means it will be done now.
    [[nodiscard]] bool isDue(bool isAll)
    {
        constexpr qint64 kMilliseconds = 500;
        if (!isAll && m_since.isValid() && m_since.elapsed() < kMilliseconds) {
            return false;
        }
        m_since.start();
        return true;
    }

  private:
    QElapsedTimer m_since;
};

}  // namespace normscope::ui
