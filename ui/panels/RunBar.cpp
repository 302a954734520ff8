#include "ui/panels/RunBar.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLocale>

#include "ui/models/RunProgress.h"
#include "ui/models/ValueText.h"
#include "ui/panels/ActionButton.h"

namespace normscope::ui
{

namespace
{

constexpr int kStepsOfBar = 1000;
constexpr int kMillisecondsBetweenUpdates = 250;

QProgressBar* makeBar(QWidget* parent, const char* name)
{
    auto* bar = new QProgressBar(parent);
    bar->setObjectName(QString::fromLatin1(name));
    bar->setRange(0, kStepsOfBar);
    bar->setTextVisible(false);
    bar->setMaximumHeight(bar->fontMetrics().height() * 2 / 3);
    bar->setMaximumWidth(bar->fontMetrics().averageCharWidth() * 22);
    return bar;
}

}  // namespace

RunBar::RunBar(const ExperimentStore& store, const TrainingSession& session, QWidget* parent)
    : QWidget(parent)
    , m_store(store)
    , m_session(session)
    , m_text(new QLabel(this))
    , m_epoch(makeBar(this, "epochProgress"))
    , m_whole(makeBar(this, "wholeProgress"))
{
    m_text->setObjectName(QStringLiteral("runText"));
    m_text->setTextFormat(Qt::PlainText);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(6, 0, 6, 0);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_epoch);
    layout->addWidget(m_whole);
    m_timer.setInterval(kMillisecondsBetweenUpdates);
    connect(&m_timer, &QTimer::timeout, this, &RunBar::update);
    connect(&m_session, &TrainingSession::stateChanged, this, &RunBar::takeState);
    retranslate();
}

void RunBar::offer(QAction& action)
{
    auto* button = new ActionButton(action, this);
    button->setAutoRaise(true);
    // The window does not move where it comes and goes.
    button->setMaximumHeight(m_text->sizeHint().height());
    layout()->addWidget(button);
}

const ShownExperiment* RunBar::running() const
{
    for (const auto& [id, shown] : m_store.experiments()) {
        if (shown.isLive) {
            return &shown;
        }
    }
    return nullptr;
}

void RunBar::takeState(const SessionState& state)
{
    const bool isTraining = std::holds_alternative<SessionTraining>(state);
    if (m_wasTraining && !isTraining) {
        m_trained += static_cast<double>(m_since.elapsed()) / 1000.0;
    }
    if (std::holds_alternative<SessionPreparing>(state)) {
        m_trained = 0;
        m_start.reset();
    }
    if (isTraining && !m_wasTraining) {
        m_since.start();
    }
    m_wasTraining = isTraining;
    if (m_session.isBusy()) {
        m_timer.start();
    } else {
        m_timer.stop();
    }
    update();
}

QString RunBar::stateText() const
{
    const SessionState& state = m_session.state();
    if (std::holds_alternative<SessionPreparing>(state)) {
        return tr("Reading the data");
    }
    if (std::holds_alternative<SessionPaused>(state)) {
        return tr("Paused");
    }
    if (std::holds_alternative<SessionStopping>(state)) {
        return tr("Stopping");
    }
    return std::holds_alternative<SessionTraining>(state) ? tr("Training") : tr("Ready");
}

void RunBar::update()
{
    const ShownExperiment* shown = running();
    const bool isShown = shown != nullptr && m_session.isBusy();
    m_epoch->setVisible(isShown);
    m_whole->setVisible(isShown);
    if (!isShown) {
        m_text->setText(stateText());
        return;
    }
    const RunProgress progress = progressOf(*shown);
    m_epoch->setValue(static_cast<int>(progress.ofEpoch * kStepsOfBar));
    m_whole->setValue(static_cast<int>(progress.ofWhole * kStepsOfBar));
    QStringList parts{stateText(), shown->name};
    if (progress.seeds > 1 && progress.seed > 0) {
        parts.append(tr("seed %1 of %2").arg(QString::number(progress.seed), QString::number(progress.seeds)));
    }
    if (progress.epoch > 0) {
        parts.append(tr("epoch %1 of %2").arg(QString::number(progress.epoch), QString::number(progress.epochs)));
        const double trained = m_trained + (m_wasTraining ? static_cast<double>(m_since.elapsed()) / 1000.0 : 0.0);
        if (!m_start) {
            // One that is gone on with has come so far before, in time that nobody here has measured.
            m_start = shown->edition > 0 ? Start{trained, progress.ofWhole, progress.samples} : Start{};
        }
        // By the wall's clock, since runs train side by side. Not before there is something to divide by.
        constexpr double kLeastSeconds = 0.1;
        if (const double seconds = trained - m_start->trained; seconds > kLeastSeconds) {
            const auto rate = static_cast<qlonglong>((progress.samples - m_start->samples) / seconds);
            parts.append(tr("%1 samples/s").arg(QLocale(QLocale::English).toString(rate)));
        }
        if (const auto remaining = progress.remaining(trained - m_start->trained, m_start->ofWhole)) {
            parts.append(tr("%1 left").arg(durationText(*remaining)));
        }
    }
    m_text->setText(parts.join(QStringLiteral("  ·  ")));
}

void RunBar::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    QWidget::changeEvent(event);
}

void RunBar::retranslate()
{
    setWhatsThis(tr("What trains now: how far it is, how fast, and how long it takes until it is done."));
    m_epoch->setToolTip(tr("This epoch"));
    m_epoch->setAccessibleName(tr("Progress of this epoch"));
    m_whole->setToolTip(tr("The whole experiment"));
    m_whole->setAccessibleName(tr("Progress of the whole experiment"));
    m_text->setAccessibleName(tr("State of the training"));
    update();
}

}  // namespace normscope::ui
