#pragma once

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QLabel>
#include <QWidget>

#include "ui/charts/ChartExport.h"

namespace normscope::ui
{

/// Format and size of a picture, in cm and points as they are on paper.
class PictureForm : public QWidget
{
    Q_OBJECT

  public:
    explicit PictureForm(QWidget* parent = nullptr);

    [[nodiscard]] PictureFormat format() const;
    void setFormat(PictureFormat format);
    [[nodiscard]] PictureOptions options() const;

    /// What was chosen last in this program.
    void restore();
    void remember() const;

  Q_SIGNALS:
    void changed();
    void formatChanged();

  protected:
    void changeEvent(QEvent* event) override;

  private:
    void retranslate();
    void usePreset(int index);
    void showWhatFollows();

    QFormLayout* m_layout;
    QComboBox* m_format;
    QComboBox* m_preset;
    QDoubleSpinBox* m_width;
    QDoubleSpinBox* m_height;
    QDoubleSpinBox* m_dpi;
    QDoubleSpinBox* m_font;
    QLabel* m_pixels;
};

}  // namespace normscope::ui
