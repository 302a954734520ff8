#include "ui/KeptSettings.h"

#include <QSettings>

namespace normscope::ui
{

KeptSettings::KeptSettings(ExperimentDocument& document, QObject* parent)
    : QObject(parent)
    , m_document(document)
{
    (void)m_document.restoreState(QSettings().value(QLatin1String(kKey)).toByteArray());
    constexpr int kDelay = 1'000;
    m_timer.setSingleShot(true);
    m_timer.setInterval(kDelay);
    connect(&m_timer, &QTimer::timeout, this, &KeptSettings::keep);
    for (const auto signal : {&ExperimentDocument::changed, &ExperimentDocument::pathChanged}) {
        // Not anew with each change: a slider that is dragged does not put it off.
        connect(&m_document, signal, this, [this] {
            if (!m_timer.isActive()) {
                m_timer.start();
            }
        });
    }
}

KeptSettings::~KeptSettings()
{
    keep();
}

void KeptSettings::keep()
{
    const QByteArray state = m_document.saveState();
    QSettings settings;
    if (settings.value(QLatin1String(kKey)).toByteArray() != state) {
        settings.setValue(QLatin1String(kKey), state);
    }
}

}  // namespace normscope::ui
