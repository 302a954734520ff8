#include "ui/panels/results/RunNotices.h"

#include <QCoreApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QScopedValueRollback>
#include <QStyle>
#include <algorithm>
#include <cmath>

#include <normscope/base/Numbers.h>

#include "ui/charts/Palette.h"
#include "ui/models/ShownText.h"
#include "ui/models/VariantTexts.h"
#include "ui/panels/ActionButton.h"
#include "ui/panels/setup/PresetTexts.h"

namespace normscope::ui
{

namespace
{

struct NoticeTexts
{
    Q_DECLARE_TR_FUNCTIONS(NoticeTexts)
};

QString subjectOf(const ShownExperiment& experiment, const RunKey& run)
{
    const QString phrase = runPhrase(run.variant);
    //: A run: %1 is "with BN"
    return experiment.spec.seeds.size() > 1
               ? NoticeTexts::tr("The run %1, seed %2,").arg(phrase, QString::number(run.seed))
               : NoticeTexts::tr("The run %1").arg(phrase);
}

/// The other runs of the seed, in order.
std::vector<RunKey> othersOf(const ShownExperiment& experiment, const RunKey& run)
{
    std::vector<RunKey> others = runsInOrder(experiment);
    std::erase_if(others, [&](const RunKey& other) { return other.seed != run.seed || other == run; });
    return others;
}

QString iterations(const RunRecord& record)
{
    return QString::fromStdString(grouped(static_cast<std::int64_t>(record.iterations.size())));
}

QString divergence(const ShownExperiment& experiment, const RunKey& run, const RunRecord& record)
{
    const SeriesColumn losses = record.iterations.column("loss");
    std::size_t finite = record.iterations.size();  // rows up to the last finite one
    while (finite > 0 && !std::isfinite(losses[finite - 1])) {
        --finite;
    }
    const QString subject = subjectOf(experiment, run);
    const QString happened =
        finite == 0
            //: %1 is "The run with BN"
            ? NoticeTexts::tr("%1 diverged at once: its first loss is not a finite number.").arg(subject)
            : finite == record.iterations.size()
                  //: %1 is "The run with BN", %2 an iteration
                  ? NoticeTexts::tr("%1 diverged at iteration %2: its gradient is no longer a finite number.")
                        .arg(subject, iterations(record))
                  //: %1 is "The run with BN", %2 an iteration, %3 a loss
                  : NoticeTexts::tr(
                        "%1 diverged at iteration %2: the loss is no longer a finite number; the last one was %3.")
                        .arg(subject, iterations(record), QString::number(losses[finite - 1], 'g', 4));
    const auto rows = static_cast<std::int64_t>(record.iterations.size());
    const QString sentence = happened + QLatin1Char(' ') + adviceOnDivergence(experiment.spec, run.variant, rows);
    const auto others = othersOf(experiment, run);
    const auto running = std::count_if(others.begin(), others.end(), [&](const RunKey& other) {
        return experiment.runs.at(other).status == RunStatus::Running;
    });
    //: %1 is a sentence about a run that ended early
    return !experiment.isLive || running == 0 ? sentence
           : others.size() == 1               ? NoticeTexts::tr("%1 Its twin goes on.").arg(sentence)
           : running == 1                     ? NoticeTexts::tr("%1 One other goes on.").arg(sentence)
                                              : NoticeTexts::tr("%1 The others go on.").arg(sentence);
}

/// What the tables of a run that is over do not hold; empty where they are whole.
QString gapOf(const ShownExperiment& experiment, const RunKey& run, const RunRecord& record)
{
    const auto gap = rowGapOf(record, experiment.spec.training.epochs);
    if (!gap) {
        return {};
    }
    //: %1 is "The run with BN", %2 and %3 are numbers
    return (gap->isOfEpochs ? NoticeTexts::tr("%1 has %2 epochs in its tables, its settings say %3: results are "
                                              "missing, or settings were changed.")
                            : NoticeTexts::tr("%1 has %2 iterations in its tables, its summary counts %3: results are "
                                              "missing."))
        .arg(subjectOf(experiment, run), QString::fromStdString(grouped(gap->held)),
             QString::fromStdString(grouped(gap->expected)));
}

/// Empty where there is nothing to say.
QString noticeOf(const ShownExperiment& experiment, const RunKey& run, const RunRecord& record)
{
    const QString subject = subjectOf(experiment, run);
    switch (record.status) {
    case RunStatus::Done:
        return {};
    case RunStatus::Running:
        return experiment.isLive || experiment.isTrainedElsewhere
                   ? QString()
                   : NoticeTexts::tr("%1 was cut off: its results end at iteration %2.")
                         .arg(subject, iterations(record));
    case RunStatus::Diverged:
        return divergence(experiment, run, record);
    case RunStatus::Failed:
        return record.message.empty() ? NoticeTexts::tr("%1 failed after iteration %2; its folder's run.log says more.")
                                            .arg(subject, iterations(record))
                                      : NoticeTexts::tr("%1 failed after iteration %2: %3")
                                            .arg(subject, iterations(record), QString::fromStdString(record.message));
    case RunStatus::Cancelled:
        break;
    }
    const auto others = othersOf(experiment, run);
    // Networks that train side by side need not have come equally far.
    const bool areAllStopped = !others.empty() && std::all_of(others.begin(), others.end(), [&](const RunKey& other) {
        const RunRecord& its = experiment.runs.at(other);
        return its.status == RunStatus::Cancelled && its.iterations.size() == record.iterations.size();
    });
    if (areAllStopped) {
        // One sentence for all of them.
        const auto all = runsInOrder(experiment);
        const auto first =
            std::find_if(all.begin(), all.end(), [&](const RunKey& one) { return one.seed == run.seed; });
        if (!(run == *first)) {
            return {};
        }
        return experiment.spec.seeds.size() > 1
                   ? NoticeTexts::tr("The training of seed %1 was stopped after iteration %2.")
                         .arg(QString::number(run.seed), iterations(record))
                   : NoticeTexts::tr("The training was stopped after iteration %1.").arg(iterations(record));
    }
    return NoticeTexts::tr("%1 was stopped after iteration %2.").arg(subject, iterations(record));
}

}  // namespace

QStringList noticesOf(const ShownExperiment& experiment, std::optional<std::uint64_t> seed)
{
    QStringList notices;
    if (experiment.isTrainedElsewhere && !seed) {
        notices.push_back(NoticeTexts::tr("Another Normscope was training into this folder when it was opened: what is "
                                          "shown ends there. Open it again to see more."));
    }
    for (const RunKey& run : runsInOrder(experiment)) {
        const RunRecord& record = experiment.runs.at(run);
        if (!seed || *seed == run.seed) {
            notices << noticeOf(experiment, run, record) << gapOf(experiment, run, record);
        }
    }
    std::vector<const RunRecord*> shown;
    for (const auto& [run, record] : experiment.runs) {
        if (!seed || *seed == run.seed) {
            shown.push_back(&record);
        }
    }
    notices << shownText(coreWaitRemark(shown));
    for (const Error& error : seed ? std::vector<Error>() : experiment.errors) {
        // Failed runs have said theirs already.
        const bool isSaid = std::any_of(experiment.runs.begin(), experiment.runs.end(), [&](const auto& run) {
            return !run.second.message.empty() && error.message.english().find(run.second.message) != std::string::npos;
        });
        if (!isSaid) {
            notices.push_back(shownText(error.message));
        }
    }
    notices.removeAll(QString());
    return notices;
}

QString statusName(const ShownExperiment& experiment, const RunRecord& record)
{
    switch (record.status) {
    case RunStatus::Running:
        return experiment.isLive ? NoticeTexts::tr("training") : NoticeTexts::tr("cut off");
    case RunStatus::Done:
        return NoticeTexts::tr("done");
    case RunStatus::Diverged:
        return NoticeTexts::tr("diverged");
    case RunStatus::Cancelled:
        return NoticeTexts::tr("stopped");
    case RunStatus::Failed:
        break;
    }
    return NoticeTexts::tr("failed");
}

RunNotices::RunNotices(QWidget* parent)
    : QFrame(parent)
    , m_sign(new QLabel(this))
    , m_scroll(new QScrollArea(this))
    , m_text(new QLabel(this))
{
    setObjectName(QStringLiteral("runNotices"));
    setFrameShape(QFrame::NoFrame);
    setAutoFillBackground(true);
    m_text->setObjectName(QStringLiteral("runNoticesText"));
    m_text->setWordWrap(true);
    // What it says may come from an error: shown as it is. And it can be copied.
    m_text->setTextFormat(Qt::PlainText);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_text->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_text->setFocusPolicy(Qt::StrongFocus);
    m_sign->setAlignment(Qt::AlignTop);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setWidgetResizable(true);
    m_scroll->setWidget(m_text);
    m_scroll->viewport()->setAutoFillBackground(false);
    m_scroll->viewport()->installEventFilter(this);
    m_text->setAutoFillBackground(false);
    auto* layout = new QHBoxLayout(this);
    const int gap = fontMetrics().height() / 4;
    layout->setContentsMargins(2 * gap, gap, 2 * gap, gap);
    layout->addWidget(m_sign);
    layout->addWidget(m_scroll, 1);
    if (parent != nullptr) {
        parent->installEventFilter(this);
    }
    colour();
    setVisible(false);
}

void RunNotices::setExperiment(const ShownExperiment* experiment)
{
    m_text->setAccessibleName(tr("Notices on the runs"));
    setWhatsThis(
        tr("What to know before one reads the figures: runs that diverged, were stopped or failed, and why. An "
           "experiment that is not finished can be gone on with."));
    QStringList notices = experiment != nullptr ? noticesOf(*experiment) : QStringList();
    const qsizetype more = notices.size() - kMostNotices;
    if (more > 0) {
        notices = notices.mid(0, kMostNotices);
        notices.push_back(tr("And %n more: see the tab Table.", "", static_cast<int>(more)));
    }
    const QString text = notices.join(QLatin1Char('\n'));
    if (text != m_text->text()) {
        m_text->setText(text);
        fitHeight();
    }
    setVisible(!text.isEmpty());
}

void RunNotices::fitHeight()
{
    constexpr int kOfParent = 6;
    const int line = fontMetrics().lineSpacing();
    const int most = parentWidget() == nullptr ? line * 4 : std::max(line, parentWidget()->height() / kOfParent);
    const int wanted = m_text->heightForWidth(std::max(1, m_scroll->viewport()->width()));
    m_scroll->setMinimumHeight(line);
    m_wanted = std::clamp(wanted, line, most);
    setMaximumHeight(sizeHint().height());
    updateGeometry();
}

QSize RunNotices::sizeHint() const
{
    const QMargins margins = layout()->contentsMargins();
    const int beside = layout()->minimumSize().height() - margins.top() - margins.bottom();
    return {QFrame::sizeHint().width(), std::max(m_wanted, beside) + margins.top() + margins.bottom()};
}

void RunNotices::resizeEvent(QResizeEvent* event)
{
    QFrame::resizeEvent(event);
    fitHeight();
}

bool RunNotices::eventFilter(QObject* watched, QEvent* event)
{
    // When it appears, its text gets its width last of all.
    if (event->type() == QEvent::Resize && (watched == parentWidget() || watched == m_scroll->viewport())) {
        fitHeight();
    }
    return QFrame::eventFilter(watched, event);
}

void RunNotices::offer(QAction& action)
{
    layout()->addWidget(new ActionButton(action, this));
    layout()->setAlignment(layout()->itemAt(layout()->count() - 1)->widget(), Qt::AlignTop);
}

void RunNotices::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange) {
        colour();
    }
    QFrame::changeEvent(event);
}

void RunNotices::colour()
{
    if (m_isColouring) {
        return;
    }
    const QScopedValueRollback colouring(m_isColouring, true);
    // Amber over whatever the theme's background is: text keeps its contrast in both.
    const QColor amber(0xe6, 0x9f, 0x00);
    const QPalette around = parentWidget() != nullptr ? parentWidget()->palette() : palette();
    QPalette own;
    own.setColor(QPalette::Window, mixed(around.color(QPalette::Window), amber, 0.22));
    setPalette(own);
    const int side = fontMetrics().height() * 5 / 4;
    m_sign->setPixmap(style()->standardIcon(QStyle::SP_MessageBoxWarning).pixmap(side, side));
}

}  // namespace normscope::ui
