#include "ui/panels/setup/PresetBox.h"

#include <QEvent>
#include <QFile>
#include <QKeyEvent>
#include <QVBoxLayout>
#include <QWheelEvent>
#include <functional>
#include <utility>

#include "ui/models/OwnPresets.h"
#include "ui/panels/setup/PresetTexts.h"

namespace normscope::ui
{

namespace
{

/// Takes nothing while it is closed: a key or a turn of the wheel would replace all settings.
class OpenedList : public QComboBox
{
  public:
    OpenedList(std::function<void()> fill, QWidget* parent)
        : QComboBox(parent)
        , m_fill(std::move(fill))
    {
    }
    void showPopup() override
    {
        m_fill();
        QComboBox::showPopup();
    }

  protected:
    void keyPressEvent(QKeyEvent* event) override
    {
        switch (event->key()) {
        case Qt::Key_Up:
        case Qt::Key_Down:
        case Qt::Key_F4:
        case Qt::Key_Space:
        case Qt::Key_Return:
        case Qt::Key_Enter:
            showPopup();
            break;
        default:
            event->ignore();
        }
    }
    void wheelEvent(QWheelEvent* event) override { event->ignore(); }

  private:
    std::function<void()> m_fill;
};

const QString kKeep = QStringLiteral("keep");
const QString kRemove = QStringLiteral("remove");

}  // namespace

PresetBox::PresetBox(ExperimentDocument& document, QWidget* parent)
    : QWidget(parent)
    , m_document(document)
    , m_list(new OpenedList([this] { fill(); }, this))
    , m_description(new QLabel(this))
{
    m_list->setObjectName(QStringLiteral("presets"));
    // A click leaves the focus where it is. Where a key brought it here, the next thing is to train and pause; see
    // FocusKeys.
    m_list->setFocusPolicy(Qt::TabFocus);
    m_list->setProperty("leavesSpace", true);
    m_list->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_description->setObjectName(QStringLiteral("presetDescription"));
    m_description->setWordWrap(true);
    m_description->setTextFormat(Qt::PlainText);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_list);
    layout->addWidget(m_description);

    connect(m_list, &QComboBox::activated, this, &PresetBox::use);
    connect(&document, &ExperimentDocument::changed, this, &PresetBox::show);
    retranslate();
}

void PresetBox::use(int row)
{
    const QVariant chosen = m_list->itemData(row);
    const QString title = m_list->itemText(row);
    show();
    if (row > 0 && row <= static_cast<int>(presets().size())) {
        Q_EMIT picked(presets()[static_cast<std::size_t>(row - 1)]);
    } else if (chosen == kKeep) {
        Q_EMIT keepRequested();
    } else if (chosen == kRemove) {
        Q_EMIT removeRequested();
    } else if (chosen.isValid()) {
        Q_EMIT ownPicked(title, QFile::encodeName(chosen.toString()).toStdString());
    }
}

void PresetBox::show()
{
    const Preset* used = m_document.preset();
    int row = 1;
    int current = 0;
    for (const Preset& preset : presets()) {
        const bool isUsed = &preset == used;
        //: %1 is a preset's title
        m_list->setItemText(row, isUsed && m_document.isPresetChanged() ? tr("%1, changed").arg(titleOf(preset))
                                                                        : titleOf(preset));
        current = isUsed ? row : current;
        ++row;
    }
    m_list->setCurrentIndex(current);
    m_description->setText(used != nullptr ? descriptionOf(*used) : QString());
    m_description->setVisible(used != nullptr);
}

void PresetBox::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    QWidget::changeEvent(event);
}

/// Anew whenever it is opened: another window may have kept one.
void PresetBox::fill()
{
    m_list->clear();
    m_list->addItem(tr("Start from a preset…"));
    for (const Preset& preset : presets()) {
        m_list->addItem(QString());
        m_list->setItemData(m_list->count() - 1, descriptionOf(preset), Qt::ToolTipRole);
    }
    m_list->insertSeparator(m_list->count());
    const auto own = ownPresets();
    for (const OwnPreset& preset : own) {
        m_list->addItem(preset.title, QFile::decodeName(preset.path.c_str()));
    }
    m_list->addItem(tr("Keep the settings as a preset…"), kKeep);
    if (!own.empty()) {
        m_list->addItem(tr("Remove a preset…"), kRemove);
    }
    show();
}

void PresetBox::retranslate()
{
    const QString hint = tr("Ready-made experiments on the dataset that is chosen");
    m_list->setToolTip(hint);
    m_list->setWhatsThis(tr("%1. Picking one replaces all other settings; Undo brings them back.").arg(hint));
    m_list->setAccessibleName(tr("Presets"));
    fill();
}

}  // namespace normscope::ui
