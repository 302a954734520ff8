#pragma once

#include <QImage>
#include <QThreadPool>
#include <QWidget>

#include <normscope/base/Result.h>

#include "ui/models/ExperimentDocument.h"

namespace normscope::ui
{

/// A look at the dataset: its first training images, or the message why there are none. Data are read on another
/// thread; what arrives late, for a dataset that is no longer the one, is dropped. Tells the document the shape of the
/// data, or that there are none.
class DatasetStrip : public QWidget
{
    Q_OBJECT

  public:
    /// The document outlives the strip.
    explicit DatasetStrip(ExperimentDocument& document, QWidget* parent = nullptr);
    /// Waits for a look that is under way.
    ~DatasetStrip() override;

    /// Looks once more, after files may have changed.
    void lookAgain() { startLook(); }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

    /// Empty while there are none.
    [[nodiscard]] const QList<QImage>& images() const { return m_images; }
    [[nodiscard]] const QString& message() const { return m_message; }

  Q_SIGNALS:
    /// Images or message are others now.
    void looked();

  protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

  private:
    struct Look
    {
        QList<QImage> images;
        DataShape shape;
        std::int64_t trainSamples = 0;
    };
    [[nodiscard]] static Result<Look> look(const std::string& dataset);

    void startLook();
    void take(int number, const Result<Look>& found);
    void retranslate();

    ExperimentDocument& m_document;
    QThreadPool m_pool;
    std::string m_dataset;
    int m_number = 0;  ///< of the look whose result is wanted
    QList<QImage> m_images;
    QString m_message;
};

}  // namespace normscope::ui
