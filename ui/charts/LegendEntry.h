#pragma once

#include <QAbstractButton>

#include "ui/charts/LineChart.h"

namespace normscope::ui
{

/// A curve's line and name in a legend; checked: the curve is shown. Space or a click hides it, Enter or a double-click
/// shows it alone.
class LegendEntry : public QAbstractButton
{
    Q_OBJECT

  public:
    LegendEntry(CurveId id, const CurveOptions& options, QWidget* parent);

    [[nodiscard]] CurveId id() const { return m_id; }
    void setLabel(const QString& label);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

  Q_SIGNALS:
    void isolationRequested();
    /// The mouse has come or gone (see underMouse()).
    void pointedAt();

  protected:
    void paintEvent(QPaintEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void changeEvent(QEvent* event) override;

  private:
    void retranslate();
    [[nodiscard]] int sampleWidth() const;

    CurveId m_id;
    CurveOptions m_options;
};

}  // namespace normscope::ui
