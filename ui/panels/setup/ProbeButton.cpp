#include "ui/panels/setup/ProbeButton.h"

#include <QEvent>
#include <QMouseEvent>
#include <QSignalBlocker>
#include <algorithm>
#include <array>

#include <normscope/probe/Instruments.h>

#include "ui/models/InsideTexts.h"

namespace normscope::ui
{

ProbeButton::ProbeButton(ExperimentDocument& document, QWidget* parent)
    : QToolButton(parent)
    , m_document(document)
    , m_menu(new QMenu(this))
{
    setObjectName(QStringLiteral("probeButton"));
    setPopupMode(QToolButton::InstantPopup);
    setFocusPolicy(Qt::StrongFocus);
    setMenu(m_menu);
    m_menu->setObjectName(QStringLiteral("probeMenu"));
    m_menu->setToolTipsVisible(true);
    m_menu->installEventFilter(this);
    for (const Instrument& instrument : instruments()) {
        QAction* action = m_menu->addAction(QString());
        action->setObjectName(QStringLiteral("probe-%1").arg(QString::fromStdString(instrument.name)));
        action->setCheckable(true);
        action->setData(QString::fromStdString(instrument.name));
        connect(action, &QAction::toggled, this, &ProbeButton::take);
    }
    connect(&document, &ExperimentDocument::changed, this, &ProbeButton::showChosen);
    retranslate();
    showChosen();
}

bool ProbeButton::eventFilter(QObject* watched, QEvent* event)
{
    // Several boxes are ticked one after the other.
    if (watched == m_menu && event->type() == QEvent::MouseButtonRelease) {
        if (QAction* action = m_menu->actionAt(static_cast<QMouseEvent*>(event)->pos())) {
            action->toggle();
            return true;
        }
    }
    return QToolButton::eventFilter(watched, event);
}

void ProbeButton::showChosen()
{
    const auto& chosen = m_document.spec().training.probes;
    for (QAction* action : m_menu->actions()) {
        const QSignalBlocker blocker(action);
        action->setChecked(std::find(chosen.begin(), chosen.end(), action->data().toString().toStdString()) !=
                           chosen.end());
    }
}

void ProbeButton::take()
{
    QStringList chosen;
    for (const QAction* action : m_menu->actions()) {
        if (action->isChecked()) {
            chosen << action->data().toString();
        }
    }
    m_document.set("probe", chosen.join(QLatin1Char(',')));
}

void ProbeButton::retranslate()
{
    setText(tr("Instruments…"));
    setToolTip(tr("Which instruments look inside the networks, one by one"));
    setWhatsThis(toolTip());
    for (QAction* action : m_menu->actions()) {
        const std::string name = action->data().toString().toStdString();
        action->setText(instrumentText(name));
        action->setToolTip(instrumentExplained(name));
    }
}

QList<std::pair<QString, QString>> probeGroups()
{
    const auto namesOf = [](const char* group) {
        QStringList names;
        if (const auto parsed = parseProbes(group)) {
            for (const std::string& name : *parsed) {
                names << QString::fromStdString(name);
            }
        }
        return names.join(QLatin1Char(','));
    };
    return {{QString(), ProbeButton::tr("none")},
            {namesOf("economy"), ProbeButton::tr("economy: cheap")},
            {namesOf("business"), ProbeButton::tr("business: dearer")},
            {namesOf("full"), ProbeButton::tr("full: all")}};
}

}  // namespace normscope::ui
