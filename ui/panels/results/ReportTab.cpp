#include "ui/panels/results/ReportTab.h"

#include <QApplication>
#include <QDir>
#include <QEvent>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

#include "ui/models/ShownText.h"
#include "ui/panels/export/FileField.h"

namespace normscope::ui
{

namespace
{

enum Page
{
    kEmpty,
    kReport
};

std::filesystem::path toPath(const QString& path)
{
    return QFile::encodeName(path).toStdString();
}

QString endingOf(ReportFormat format)
{
    switch (format) {
    case ReportFormat::Html:
        return QStringLiteral("html");
    case ReportFormat::Latex:
        return QStringLiteral("tex");
    case ReportFormat::Markdown:
        return QStringLiteral("md");
    case ReportFormat::Pdf:
        break;
    }
    return QStringLiteral("pdf");
}

/// As wide as what is in it, however high it is.
class SideColumn : public QScrollArea
{
  public:
    SideColumn(QWidget* content, QWidget* parent)
        : QScrollArea(parent)
    {
        setWidget(content);
        setWidgetResizable(true);
        setFrameShape(QFrame::NoFrame);
        setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
        setFocusPolicy(Qt::NoFocus);
        viewport()->setAutoFillBackground(false);
        content->setAutoFillBackground(false);
    }

    [[nodiscard]] QSize sizeHint() const override
    {
        constexpr int kLeastLetters = 24;
        const int content =
            std::max(widget()->minimumSizeHint().width(), fontMetrics().averageCharWidth() * kLeastLetters);
        return {content + verticalScrollBar()->sizeHint().width(), QScrollArea::sizeHint().height()};
    }
    [[nodiscard]] QSize minimumSizeHint() const override
    {
        constexpr int kLeastLines = 4;
        return {sizeHint().width(), fontMetrics().height() * kLeastLines};
    }

    bool eventFilter(QObject* watched, QEvent* event) override
    {
        if (watched == widget() && event->type() == QEvent::LayoutRequest) {
            updateGeometry();
        }
        return QScrollArea::eventFilter(watched, event);
    }
};

}  // namespace

ReportTab::ReportTab(const ExperimentStore& store, QWidget* parent)
    : ResultsTab(parent)
    , m_store(store)
    , m_choices(new ReportChoices(this))
    , m_view(new ReportView(this))
    , m_export(new ReportExport(this))
    , m_contents(new ReportContents(this))
    , m_pages(new QStackedWidget(this))
    , m_emptyTitle(new QLabel(this))
    , m_emptyHint(new QLabel(this))
    , m_busy(new QWidget(this))
    , m_busyText(new QLabel(this))
    , m_progress(new QProgressBar(this))
    , m_cancel(new QPushButton(this))
{
    m_emptyTitle->setObjectName(QStringLiteral("reportEmptyTitle"));
    m_emptyHint->setObjectName(QStringLiteral("reportEmptyHint"));
    m_busy->setObjectName(QStringLiteral("reportBusy"));
    m_progress->setObjectName(QStringLiteral("reportProgress"));
    m_cancel->setObjectName(QStringLiteral("reportCancel"));
    m_progress->setTextVisible(false);
    auto* empty = new QWidget(this);
    auto* emptyLayout = new QVBoxLayout(empty);
    QFont large = font();
    large.setPointSizeF(font().pointSizeF() * 1.4);
    m_emptyTitle->setFont(large);
    emptyLayout->addStretch(2);
    for (QLabel* label : {m_emptyTitle, m_emptyHint}) {
        label->setAlignment(Qt::AlignCenter);
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
        emptyLayout->addWidget(label);
    }
    emptyLayout->addStretch(3);
    m_pages->addWidget(empty);
    m_pages->addWidget(m_view);
    auto* busyLayout = new QHBoxLayout(m_busy);
    busyLayout->setContentsMargins({});
    busyLayout->addWidget(m_busyText);
    busyLayout->addWidget(m_progress, 1);
    busyLayout->addWidget(m_cancel);
    auto* middle = new QVBoxLayout;
    middle->addWidget(m_pages, 1);
    middle->addWidget(m_busy);
    auto* side = new QWidget(this);
    auto* sideLayout = new QVBoxLayout(side);
    const int gap = fontMetrics().height() / 2;
    sideLayout->setContentsMargins(0, 0, gap, 0);
    m_choices->putBelowTexts(m_export);
    sideLayout->addWidget(m_choices);
    sideLayout->addSpacing(gap);
    sideLayout->addWidget(m_contents, 1);
    auto* column = new SideColumn(side, this);
    column->setObjectName(QStringLiteral("reportColumn"));
    auto* layout = new QHBoxLayout(this);
    layout->addWidget(column);
    layout->addLayout(middle, 1);
    m_busy->hide();

    const auto catchUpIfSeen = [this] {
        if (isVisible()) {
            catchUp(true);
        }
    };
    connect(m_choices, &ReportChoices::changed, this, catchUpIfSeen);
    connect(&m_store, &ExperimentStore::stateChanged, this, catchUpIfSeen);
    connect(m_choices, &ReportChoices::refreshRequested, this, [this] {
        m_shown.reset();
        catchUp(true);
    });
    connect(m_contents, &ReportContents::headingChosen, m_view, &QTextBrowser::scrollToAnchor);
    connect(m_export, &ReportExport::writeRequested, this, &ReportTab::write);
    connect(m_export, &ReportExport::handInRequested, this, &ReportTab::handIn);
    connect(m_export, &ReportExport::saveRequested, this, &ReportTab::save);
    connect(m_export, &ReportExport::openFolderRequested, this, &ReportTab::openFolder);
    connect(m_cancel, &QPushButton::clicked, this, &ReportTab::cancel);
    retranslate();
}

ReportTab::~ReportTab() = default;

void ReportTab::setRuns(const std::vector<ShownRun>& /*runs*/)
{
    // What a report is about is asked for when it is looked at.
}

ReportTab::Shown ReportTab::wanted() const
{
    Shown wanted{reportSubject(m_store, m_choices->isAll()), m_choices->options(), 0};
    wanted.options.paper = PaperSize::A4;
    for (const auto& [id, experiment] : m_store.experiments()) {
        for (const auto& [key, run] : experiment.runs) {
            wanted.steps += experiment.isLive ? 0 : run.iterations.size();
        }
    }
    return wanted;
}

void ReportTab::catchUp(bool isAll)
{
    if (!isAll) {
        return;
    }
    m_choices->setCheckedCount(static_cast<int>(checkedExperiments(m_store).size()));
    // What is being written is finished first; catchUp() comes again then.
    if (!isWriting() && (m_isPartial || m_shown != wanted())) {
        make();
    }
    updateState();
}

void ReportTab::drop()
{
    m_job.reset();
    ++m_jobNumber;
    m_busy->hide();
}

void ReportTab::make()
{
    drop();
    const std::optional<Shown> before = std::exchange(m_shown, wanted());
    if (!before || before->subject != m_shown->subject) {
        m_export->notice().clear();
        m_lastFolder.clear();
    }
    m_problem.clear();
    m_isPartial = false;
    ReportOrder order;
    order.folders = m_shown->subject.folders;
    if (before && before->subject == m_shown->subject && before->steps == m_shown->steps) {
        // Of what has been read already, which stays to be seen until then.
        order.made = m_view->report();
    } else {
        m_view->setReport(nullptr);
        m_contents->setHeadings(nullptr);
    }
    if (!order.folders.empty()) {
        start(std::move(order));
    }
}

void ReportTab::start(ReportOrder order)
{
    order.options = m_choices->options();
    order.dpi = m_view->pictureDpi();
    m_busyText->setText(order.what == ReportOrder::What::Show ? tr("Making the report …") : tr("Writing …"));
    m_progress->setRange(0, 0);
    m_busy->show();
    m_job = std::make_unique<ReportJob>(std::move(order));
    // What a job has said may arrive when it is gone already and another one works.
    const auto isCurrent = [this, number = ++m_jobNumber] { return number == m_jobNumber; };
    connect(m_job.get(), &ReportJob::progressed, this, [this, isCurrent](int done, int total) {
        if (isCurrent()) {
            m_progress->setRange(0, total);
            m_progress->setValue(done);
        }
    });
    if (m_job->order().what == ReportOrder::What::Show) {
        connect(m_job.get(), &ReportJob::reportMade, this, [this, isCurrent](const ReportPointer& report) {
            if (isCurrent()) {
                m_view->setReport(report);
                m_contents->setHeadings(&report->document);
                updateState();
            }
        });
        connect(m_job.get(), &ReportJob::pictureMade, this, [this, isCurrent](int figure, const QImage& image) {
            if (isCurrent()) {
                m_view->setPicture(figure, image);
            }
        });
    }
    connect(m_job.get(), &QThread::finished, this, [this, isCurrent] {
        if (isCurrent()) {
            finish();
        }
    });
    m_job->start(QThread::LowPriority);
}

void ReportTab::cancel()
{
    if (m_job) {
        m_job->cancel();
    }
}

void ReportTab::finish()
{
    const std::unique_ptr<ReportJob> job = std::exchange(m_job, nullptr);
    const ReportJob::End& end = job->end();
    m_busy->hide();
    if (job->order().what == ReportOrder::What::Show) {
        m_problem = !end.status       ? shownText(end.status.error().message)
                    : end.isCancelled ? tr("It was cancelled. Refresh makes it again.")
                                      : QString();
    } else if (!end.status) {
        m_export->notice().setText(shownText(end.status.error().message), true);
    } else if (end.isCancelled) {
        m_export->notice().setText(tr("Cancelled. Files that were written already are whole."), false);
    } else {
        QStringList remarks;
        for (const Message& remark : end.remarks) {
            remarks.push_back(shownText(remark));
        }
        m_export->notice().setSaved(end.written, remarks);
        m_lastFolder = job->order().what == ReportOrder::What::Write ? end.written : end.written.parent_path();
    }
    updateState();
    // What has changed in the meantime.
    if (isVisible()) {
        catchUp(true);
    }
}

void ReportTab::updateState()
{
    const bool hasReport = m_view->report() != nullptr;
    m_pages->setCurrentIndex(hasReport ? kReport : kEmpty);
    const bool hasHome = m_shown && !m_shown->subject.home.empty();
    // A button that goes grey would hand the focus to whatever comes next in the window.
    if (isWriting() && m_export->isAncestorOf(QApplication::focusWidget())) {
        m_view->setFocus();
    }
    m_export->setAvailable(hasReport && !isWriting(), hasHome || !hasReport, hasHome || !m_lastFolder.empty());
    if (hasReport) {
        return;
    }
    if (m_job) {
        m_emptyTitle->setText(tr("The report is being made"));
        m_emptyHint->clear();
    } else if (!m_problem.isEmpty()) {
        m_emptyTitle->setText(tr("There is no report of this"));
        m_emptyHint->setText(m_problem);
    } else if (m_shown && m_shown->subject.isTraining) {
        m_emptyTitle->setText(tr("Still training"));
        m_emptyHint->setText(tr("The report is made as soon as the training has ended. To report on what there is, end "
                                "it with Stop: the report will say that it was cut off, and Resume goes on with it."));
    } else {
        m_emptyTitle->setText(tr("Nothing to report yet"));
        m_emptyHint->setText(tr("No run of this experiment has made a step. Press Train twin (F5), or open results by "
                                "File ▸ Open results."));
    }
}

void ReportTab::order(ReportOrder::What what, const std::filesystem::path& target, ReportFormat format)
{
    ReportOrder order;
    order.what = what;
    order.folders = m_shown->subject.folders;
    order.made = m_view->report();
    order.target = target;
    order.format = format;
    m_isPartial = m_isPartial || m_job != nullptr;
    start(std::move(order));
    updateState();
}

void ReportTab::write()
{
    std::filesystem::path target = m_shown->subject.home;
    if (target.empty()) {
        const QString folder = QFileDialog::getExistingDirectory(this, tr("Write report"), lastExportFolder());
        if (folder.isEmpty()) {
            return;
        }
        target = toPath(folder);
        rememberExportFolder(target);
    }
    order(ReportOrder::What::Write, target);
}

std::filesystem::path ReportTab::askForFile(const QString& title, const QString& name, const QString& ending)
{
    //: In a file dialog: %1 is PDF, HTML, TEX, MD or ZIP
    const QString filter = tr("%1 files (*.%2)").arg(ending.toUpper(), ending);
    QFileDialog dialog(this, title, lastExportFolder(), filter);
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    // So that the question about a file that is there is about the one that will be written.
    dialog.setDefaultSuffix(ending);
    dialog.selectFile(name + QLatin1Char('.') + ending);
    if (dialog.exec() != QDialog::Accepted || dialog.selectedFiles().isEmpty()) {
        return {};
    }
    auto path = toPath(dialog.selectedFiles().constFirst());
    rememberExportFolder(path.parent_path());
    return path;
}

void ReportTab::save(ReportFormat format)
{
    const QString name = m_shown->subject.names.size() == 1 ? m_shown->subject.names.front() + QStringLiteral("-report")
                                                            : QStringLiteral("report");
    if (const auto path = askForFile(tr("Save report"), name, endingOf(format)); !path.empty()) {
        order(ReportOrder::What::Save, path, format);
    }
}

void ReportTab::handIn()
{
    const auto path = askForFile(tr("Zip to hand in"), QStringLiteral("normscope-hand-in"), QStringLiteral("zip"));
    if (!path.empty()) {
        order(ReportOrder::What::HandIn, path);
    }
}

void ReportTab::openFolder()
{
    if (m_shown) {
        m_export->notice().open(m_lastFolder.empty() ? m_shown->subject.home : m_lastFolder);
    }
}

void ReportTab::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        // The translators are others now: what is being made may have got texts of both.
        if (m_job && m_job->order().what == ReportOrder::What::Show) {
            m_shown.reset();
            if (isVisible()) {
                catchUp(true);
            }
        }
    }
    ResultsTab::changeEvent(event);
}

void ReportTab::retranslate()
{
    m_cancel->setText(tr("Cancel"));
    m_progress->setAccessibleName(tr("Progress of the report"));
    updateState();
}

}  // namespace normscope::ui
