#pragma once

#include <QFont>
#include <QObject>

namespace normscope::ui
{

/// How large the letters of the whole program are, as a multiple of what the desktop has; remembered. Only one at a
/// time: the desktop's font is back when it goes.
class TextSize : public QObject
{
    Q_OBJECT

  public:
    explicit TextSize(QObject* parent = nullptr);
    ~TextSize() override;

    /// One step larger (1) or smaller (-1); 0: as the desktop has them.
    void step(int direction);
    /// As long as the window presents, times this.
    void setPresentingScale(double scale);
    [[nodiscard]] double factor() const { return m_factor * m_presenting; }

  private:
    void apply() const;

    QFont m_desktop;
    double m_factor = 1;
    double m_presenting = 1;
};

}  // namespace normscope::ui
