#pragma once

#include <QImage>
#include <QTemporaryDir>
#include <QThread>
#include <atomic>
#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <normscope/base/Result.h>

#include "ui/report/Report.h"
#include "ui/report/ReportFiles.h"

namespace normscope::ui
{

/// A report that has been made, and what its figures are drawn from.
struct MadeReport
{
    std::shared_ptr<const ReportData> data;
    ReportDocument document;
    ReportOptions options;
};
using ReportPointer = std::shared_ptr<const MadeReport>;

/// What is to be done with a report.
struct ReportOrder
{
    enum class What
    {
        Show,    ///< make it, and its figures as images
        Write,   ///< all files, into `target`
        Save,    ///< one file: `target`
        HandIn,  ///< an archive of it all: `target`
    };
    What what = What::Show;
    std::vector<std::filesystem::path> folders;
    ReportOptions options;
    ReportPointer made;  ///< of these folders, where there is one already, whatever its options
    double dpi = 96;     ///< of the images
    std::filesystem::path target;
    ReportFormat format = ReportFormat::Pdf;
};

/// Reads, makes and writes a report on a thread of its own, so that the window goes on. Made, started and destroyed by
/// the thread of the window; what crosses in between are complete values in queued signals.
class ReportJob : public QThread
{
    Q_OBJECT

  public:
    explicit ReportJob(ReportOrder order);
    /// Cancels it and waits.
    ~ReportJob() override;

    /// It ends after the figure or file in work.
    void cancel() { m_isCancelled = true; }

    /// To be read after finished().
    struct End
    {
        Status status;
        bool isCancelled = false;
        std::filesystem::path written;  ///< the file, or the folder
        std::vector<Message> remarks;   ///< what is to be known of the files
    };
    [[nodiscard]] const ReportOrder& order() const { return m_order; }
    [[nodiscard]] const End& end() const { return m_end; }

  Q_SIGNALS:
    void progressed(int done, int total);
    /// Once there are its texts; its images follow.
    void reportMade(const normscope::ui::ReportPointer& report);
    void pictureMade(int figure, const QImage& image);

  protected:
    void run() override;

  private:
    [[nodiscard]] Status work();
    [[nodiscard]] Status make();
    /// The work, between two steps of which it can be cancelled.
    [[nodiscard]] std::vector<ReportStep> steps();
    void remarkOnTex();
    [[nodiscard]] Status handIn();

    const ReportOrder m_order;
    std::optional<QTemporaryDir> m_scratch;  ///< what an archive is made of
    ReportPointer m_report;
    std::atomic<bool> m_isCancelled{false};
    End m_end;
};

}  // namespace normscope::ui

Q_DECLARE_METATYPE(normscope::ui::ReportPointer)
