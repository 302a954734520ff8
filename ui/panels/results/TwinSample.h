#pragma once

#include <QWidget>

#include <normscope/train/TrainingEvent.h>

namespace normscope::ui
{

/// A short line in a twin's colour and dash, as it is in all charts.
class TwinSample : public QWidget
{
  public:
    explicit TwinSample(Twin twin, QWidget* parent = nullptr);
    [[nodiscard]] QSize sizeHint() const override;

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    Twin m_twin;
};

}  // namespace normscope::ui
