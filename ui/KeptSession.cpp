#include "ui/KeptSession.h"

#include <QDir>
#include <QEvent>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QMessageBox>
#include <QSettings>
#include <algorithm>

#include "ui/PlainMessage.h"
#include "ui/models/ShownText.h"

namespace normscope::ui
{

namespace
{

constexpr int kVersion = 1;
constexpr int kDelay = 1'000;

QString fromPath(const std::filesystem::path& path)
{
    return QFile::decodeName(path.c_str());
}

}  // namespace

KeptSession::KeptSession(ExperimentStore& store, ResultsPanel& results, QAction& isWanted, QWidget& window)
    : QObject(&window)
    , m_store(store)
    , m_results(results)
    , m_isWanted(isWanted)
    , m_window(window)
{
    m_isWanted.setChecked(QSettings().value(QLatin1String(kWantedKey), true).toBool());
    connect(&m_isWanted, &QAction::toggled, this, [](bool on) { QSettings().setValue(QLatin1String(kWantedKey), on); });
    m_timer.setSingleShot(true);
    m_timer.setInterval(kDelay);
    connect(&m_timer, &QTimer::timeout, this, &KeptSession::keep);
    const auto later = [this] {
        if (!m_timer.isActive()) {
            m_timer.start();
        }
    };
    connect(&m_store, &ExperimentStore::experimentAdded, this, later);
    connect(&m_store, &ExperimentStore::experimentClosed, this, later);
    connect(&m_store, &ExperimentStore::currentChanged, this, later);
    connect(&m_store, &ExperimentStore::checkedChanged, this, later);
    m_next.setSingleShot(true);
    connect(&m_next, &QTimer::timeout, this, &KeptSession::openNext);
}

void KeptSession::keep()
{
    if (m_isRestoring) {
        return;
    }
    m_timer.stop();
    QJsonArray experiments;
    // Opened in this order they are listed as they are now.
    for (auto entry = m_store.experiments().rbegin(); entry != m_store.experiments().rend(); ++entry) {
        const ShownExperiment& shown = entry->second;
        if (!shown.isGhost) {
            experiments.append(QJsonObject{{QStringLiteral("folder"), fromPath(shown.folder)},
                                           {QStringLiteral("checked"), shown.isChecked},
                                           {QStringLiteral("passing"), shown.isPassing}});
        }
    }
    const ShownExperiment* current = m_store.current();
    const QJsonObject session{{QStringLiteral("version"), kVersion},
                              {QStringLiteral("experiments"), experiments},
                              {QStringLiteral("current"), current != nullptr ? fromPath(current->folder) : QString()},
                              {QStringLiteral("view"), m_results.view()}};
    QSettings().setValue(QLatin1String(kKey), QJsonDocument(session).toJson(QJsonDocument::Compact));
}

void KeptSession::restore()
{
    const QByteArray kept = QSettings().value(QLatin1String(kKey)).toByteArray();
    const QJsonObject session = QJsonDocument::fromJson(kept).object();
    if (!m_isWanted.isChecked() || session.value(QStringLiteral("version")).toInt() != kVersion) {
        return;
    }
    for (const QJsonValue& one : session.value(QStringLiteral("experiments")).toArray()) {
        const QJsonObject experiment = one.toObject();
        m_toOpen.push_back({experiment.value(QStringLiteral("folder")).toString(),
                            experiment.value(QStringLiteral("checked")).toBool(true),
                            experiment.value(QStringLiteral("passing")).toBool()});
    }
    m_shown = session.value(QStringLiteral("current")).toString();
    m_view = session.value(QStringLiteral("view")).toObject();
    m_isRestoring = true;
    // The window's first picture comes first, where it gets one.
    constexpr int kLongestWait = 1'000;
    m_window.installEventFilter(this);
    m_window.update();
    m_next.start(kLongestWait);
}

bool KeptSession::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == &m_window && event->type() == QEvent::Paint) {
        m_window.removeEventFilter(this);
        m_next.start(0);
    }
    return QObject::eventFilter(watched, event);
}

void KeptSession::openNext()
{
    const Kept kept = m_toOpen.empty() ? Kept() : m_toOpen.front();
    if (!m_toOpen.empty()) {
        m_toOpen.pop_front();
    }
    const std::filesystem::path folder = QFile::encodeName(kept.folder).toStdString();
    std::error_code error;
    if (!kept.folder.isEmpty() && std::filesystem::exists(folder, error)) {
        const ShownExperiment* before = m_store.current();
        const ExperimentId chosen =
            before != nullptr && std::find(m_opened.begin(), m_opened.end(), before->id) == m_opened.end() ? before->id
                                                                                                           : 0;
        if (const auto opened = m_store.open(folder)) {
            m_opened.push_back(*opened);
            m_store.setChecked(*opened, kept.isChecked);
            if (kept.isPassing) {
                m_passing.push_back(*opened);
            }
            m_current = kept.folder == m_shown ? *opened : m_current;
        } else {
            m_problems.append(
                tr("%1: %2").arg(QDir::toNativeSeparators(kept.folder), shownText(opened.error().message)));
        }
        // Somebody has begun to work already.
        m_store.setCurrent(chosen);
    }
    if (m_toOpen.empty()) {
        finish();
    } else {
        m_next.start(0);
    }
}

void KeptSession::finish()
{
    const ShownExperiment* current = m_store.current();
    const bool isOurs =
        current == nullptr || std::find(m_opened.begin(), m_opened.end(), current->id) != m_opened.end();
    if (isOurs && !m_opened.empty()) {
        m_store.setCurrent(m_current);
        m_results.setView(m_view);
    }
    // Not sooner: they would go as soon as another is the current one.
    for (const ExperimentId id : m_passing) {
        m_store.setPassing(id, true);
    }
    m_passing.clear();
    m_isRestoring = false;
    m_opened.clear();
    m_timer.start();
    tellProblems();
}

void KeptSession::tellProblems()
{
    if (m_problems.isEmpty()) {
        return;
    }
    auto* message = new QMessageBox(
        QMessageBox::Warning, tr("Normscope"),
        tr("%n experiments of the last time could not be opened again.", "", static_cast<int>(m_problems.size())),
        QMessageBox::Ok, &m_window);
    message->setObjectName(QStringLiteral("notRestoredDialog"));
    message->setAttribute(Qt::WA_DeleteOnClose);
    message->setInformativeText(m_problems.join(QLatin1Char('\n')));
    message->setModal(false);
    showPlainTexts(*message);
    message->show();
    m_problems.clear();
}

}  // namespace normscope::ui
