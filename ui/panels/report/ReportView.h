#pragma once

#include <QTextBrowser>

#include "ui/panels/report/ReportPictures.h"

namespace normscope::ui
{

/// A report to read: its text as text, which can be selected and copied, in the colours of the window, in a column of a
/// width that is good to read.
class ReportView : public QTextBrowser
{
    Q_OBJECT

  public:
    explicit ReportView(QWidget* parent = nullptr);

    /// Null shows nothing. The same experiments' report made anew keeps its place.
    void setReport(const ReportPointer& report);
    void setPicture(int figure, const QImage& image);
    [[nodiscard]] const ReportPointer& report() const { return m_report; }
    [[nodiscard]] std::size_t pictureCount() const { return m_pictures->imageCount(); }

    /// Images of that many dots an inch are as sharp as the screen.
    [[nodiscard]] double pictureDpi() const;

  protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

  private:
    void fill();
    void centre();
    void retranslate();

    ReportPointer m_report;
    ReportPictures* m_pictures;
};

}  // namespace normscope::ui
