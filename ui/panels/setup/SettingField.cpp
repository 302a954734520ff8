#include "ui/panels/setup/SettingField.h"

#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QLineEdit>
#include <QRegularExpression>
#include <QSignalBlocker>
#include <algorithm>
#include <utility>

#include <normscope/experiment/Experiment.h>
#include <normscope/experiment/Settings.h>

#include "ui/models/SettingTexts.h"

namespace normscope::ui
{

namespace
{

class WheelGuard : public QObject
{
  public:
    using QObject::QObject;

    bool eventFilter(QObject* watched, QEvent* event) override
    {
        const auto* widget = qobject_cast<QWidget*>(watched);
        if (event->type() == QEvent::Wheel && widget != nullptr && !widget->hasFocus()) {
            // Not used here: the form scrolls.
            event->ignore();
            return true;
        }
        return false;
    }
};

}  // namespace

void ignoreWheelUnlessFocused(QWidget& widget)
{
    widget.setFocusPolicy(Qt::StrongFocus);
    widget.installEventFilter(new WheelGuard(&widget));
}

SettingField::SettingField(ExperimentDocument& document, std::string key, QGridLayout& grid)
    : QObject(grid.parentWidget())
    , m_document(document)
    , m_key(std::move(key))
    , m_grid(grid)
    , m_row(grid.rowCount())
    , m_label(new QLabel(grid.parentWidget()))
    , m_reset(new QToolButton(grid.parentWidget()))
    , m_problem(new QLabel(grid.parentWidget()))
    , m_cases(new QLabel(grid.parentWidget()))
{
    const QString name = QString::fromStdString(m_key);
    makeEditor(grid.parentWidget());
    m_editor->setObjectName(name);
    m_label->setBuddy(m_editor);
    m_reset->setObjectName(name + QStringLiteral("Reset"));
    m_reset->setAutoRaise(true);
    m_reset->setText(QStringLiteral("↺"));
    m_problem->setObjectName(name + QStringLiteral("Problem"));
    m_problem->setForegroundRole(QPalette::BrightText);
    m_cases->setObjectName(name + QStringLiteral("Cases"));
    for (QLabel* remark : {m_problem, m_cases}) {
        remark->setWordWrap(true);
        remark->setTextFormat(Qt::PlainText);
        remark->hide();
    }

    grid.addWidget(m_label, m_row + 1, 0);
    grid.addWidget(m_editor, m_row + 1, 1);
    grid.addWidget(m_reset, m_row + 1, 2);
    grid.addWidget(m_problem, m_row + 2, 0, 1, 3);
    grid.addWidget(m_cases, m_row + 3, 0, 1, 3);
    constexpr int kFlash = 1'200;
    m_flash.setSingleShot(true);
    m_flash.setInterval(kFlash);
    connect(&m_flash, &QTimer::timeout, this, [this] { setFlashing(false); });

    connect(m_reset, &QToolButton::clicked, this, [this] { m_document.set(m_key, m_document.defaultText(m_key)); });
    connect(&m_document, &ExperimentDocument::changed, this, &SettingField::show);
    retranslate();
}

void SettingField::makeEditor(QWidget* parent)
{
    if (const Setting* setting = findSetting(m_key); setting != nullptr && setting->isSwitch) {
        auto* box = new QCheckBox(parent);
        connect(box, &QCheckBox::toggled, this,
                [this](bool on) { write(on ? QStringLiteral("on") : QStringLiteral("off")); });
        m_editor = box;
    } else if (!settingChoices(m_key).isEmpty()) {
        auto* list = new QComboBox(parent);
        connect(list, &QComboBox::currentIndexChanged, this, [this, list] { write(list->currentData().toString()); });
        ignoreWheelUnlessFocused(*list);
        m_editor = list;
    } else {
        auto* line = new QLineEdit(parent);
        line->setMinimumWidth(line->fontMetrics().averageCharWidth() * 8);
        connect(line, &QLineEdit::textEdited, this, &SettingField::write);
        m_editor = line;
    }
}

void SettingField::offer(const QList<std::pair<QString, QString>>& texts)
{
    auto* list = qobject_cast<QComboBox*>(m_editor);
    if (list == nullptr) {
        auto* line = m_editor;
        auto* grid = qobject_cast<QGridLayout*>(line->parentWidget()->layout());
        list = new QComboBox(line->parentWidget());
        list->setEditable(true);
        list->setInsertPolicy(QComboBox::NoInsert);
        list->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        list->setMinimumWidth(line->minimumWidth());
        list->setObjectName(line->objectName());
        ignoreWheelUnlessFocused(*list);
        delete grid->replaceWidget(line, list);  // the item that held it
        delete line;
        m_editor = list;
        m_label->setBuddy(list);
        connect(list, &QComboBox::editTextChanged, this, [this, list](const QString& text) {
            // What was picked stands for its text; what was typed for itself.
            const int picked = list->findText(text);
            write(picked >= 0 ? list->itemData(picked).toString() : text);
        });
    }
    m_isShowing = true;
    list->clear();
    for (const auto& [text, label] : texts) {
        list->addItem(label, text);
    }
    m_isShowing = false;
    // It is empty now, whatever it stood for.
    m_shown.clear();
    retranslate();
}

void SettingField::write(const QString& text)
{
    if (!m_isShowing) {
        m_isWriting = true;
        m_document.set(m_key, text.trimmed());
        m_isWriting = false;
        m_shown = m_document.text(m_key);
    }
}

void SettingField::show()
{
    m_isShowing = true;
    const QString text = m_document.text(m_key);
    const bool differs = text.isEmpty() && !m_document.values(m_key).isEmpty();
    if (auto* line = qobject_cast<QLineEdit*>(m_editor)) {
        // What was typed stays as it was typed: "3e-2" does not turn into "0.03" under the cursor.
        if (!m_isWriting && text != m_shown) {
            line->setText(text);
        }
        line->setPlaceholderText(differs ? tr("by case") : settingTexts(m_key).open);
    } else if (auto* box = qobject_cast<QCheckBox*>(m_editor)) {
        // "on,off" is on, somewhere.
        box->setChecked(text.contains(QLatin1String("on")));
    } else if (auto* list = qobject_cast<QComboBox*>(m_editor)) {
        const bool isOwn = m_key == "model" && m_document.spec().network;
        list->setPlaceholderText(isOwn ? tr("own network") : tr("by case"));
        const int index = list->findData(text);
        if (!list->isEditable() || (index >= 0 && !m_isWriting)) {
            list->setCurrentIndex(index);
        } else if (!m_isWriting && text != m_shown) {
            list->setEditText(text);
        }
    }
    m_shown = text;
    m_reset->setEnabled(differs || text != m_document.defaultText(m_key));
    m_problem->setText(problemText());
    m_problem->setVisible(hasProblem() && m_isVisible);
    m_cases->setText(casesText());
    m_cases->setVisible(!m_cases->text().isEmpty() && m_isVisible);
    m_isShowing = false;
}

QString SettingField::problemText() const
{
    const QString problem = m_document.problem(m_key);
    if (problem.isEmpty()) {
        return {};
    }
    // Of several values, what is wrong is more than what one needs: a comma may have been meant as a point.
    const bool isList = takesList(m_key) && m_document.text(m_key).contains(QLatin1Char(','));
    return isList ? tr("⚠ %1").arg(problem) : tr("⚠ Needs %1").arg(settingTexts(m_key).needs);
}

QString SettingField::casesText() const
{
    QStringList values = m_document.values(m_key);
    for (const auto& [word, label] : settingChoices(m_key)) {
        values.replaceInStrings(QRegularExpression(QStringLiteral("^%1$").arg(word)), label);
    }
    constexpr qsizetype kMostNamed = 6;
    if (values.size() < 2) {
        return {};
    }
    if (values.size() > kMostNamed) {
        //: %1 a number of cases, %2 the values of the first ones: "0.1, 0.2, 0.3"
        return tr("%1 cases: %2 …").arg(QString::number(values.size()), values.first(kMostNamed).join(tr(", ")));
    }
    //: %1 a number of cases, %2 values: "0.1, 0.2", %3 the last one
    return tr("%1 cases: %2 and %3")
        .arg(QString::number(values.size()), values.first(values.size() - 1).join(tr(", ")), values.last());
}

void SettingField::setVisible(bool visible)
{
    m_isVisible = visible;
    for (QWidget* widget : {static_cast<QWidget*>(m_label), m_editor, static_cast<QWidget*>(m_reset)}) {
        widget->setVisible(visible);
    }
    m_problem->setVisible(visible && hasProblem());
    m_cases->setVisible(visible && !m_cases->text().isEmpty());
}

void SettingField::setNarrow(bool narrow)
{
    if (narrow == m_isNarrow) {
        return;
    }
    m_isNarrow = narrow;
    m_grid.removeWidget(m_label);
    m_grid.removeWidget(m_editor);
    m_grid.addWidget(m_label, narrow ? m_row : m_row + 1, 0, 1, narrow ? 3 : 1);
    m_grid.addWidget(m_editor, m_row + 1, narrow ? 0 : 1, 1, narrow ? 2 : 1);
}

int SettingField::labelWidth() const
{
    return m_isVisible ? m_label->minimumSizeHint().width() : 0;
}

int SettingField::editorWidth() const
{
    const int editor = std::max(m_editor->minimumSizeHint().width(), m_editor->minimumWidth());
    return m_isVisible ? editor + m_grid.horizontalSpacing() + m_reset->sizeHint().width() : 0;
}

void SettingField::flash()
{
    setFlashing(true);
    m_flash.start();
}

void SettingField::setFlashing(bool flashing)
{
    m_editor->setProperty("flashes", flashing);
    m_label->setAutoFillBackground(flashing);
    for (QWidget* widget : {static_cast<QWidget*>(m_label), m_editor}) {
        // What it inherits, by the theme of now.
        widget->setPalette({});
        if (!flashing) {
            continue;
        }
        QPalette palette = widget->palette();
        const QColor mark = palette.color(QPalette::Highlight);
        for (const QPalette::ColorRole role : {QPalette::Window, QPalette::Base, QPalette::Button}) {
            constexpr double kOfMark = 0.35;
            const QColor plain = palette.color(role);
            const auto blend = [](float of, float ofMark) { return of + (ofMark - of) * static_cast<float>(kOfMark); };
            palette.setColor(role,
                             QColor::fromRgbF(blend(plain.redF(), mark.redF()), blend(plain.greenF(), mark.greenF()),
                                              blend(plain.blueF(), mark.blueF())));
        }
        widget->setPalette(palette);
    }
}

void SettingField::retranslate()
{
    const ShownSetting texts = settingTexts(m_key);
    m_label->setText(texts.label);
    const QString fallback = m_document.defaultText(m_key);
    QString tip = tr("%1 Takes %2.").arg(texts.meaning, texts.needs);
    if (!fallback.isEmpty()) {
        tip = tr("%1 Default: %2.").arg(tip, fallback);
    }
    if (takesList(m_key) && qobject_cast<QLineEdit*>(m_editor) != nullptr) {
        tip = tr("%1 Several values, separated by commas, make several cases: a twin for each.").arg(tip);
    }
    m_label->setToolTip(tip);
    m_editor->setToolTip(tip);
    const QString option = QString::fromStdString(findSetting(m_key)->option());
    //: %1 what a setting is, %2 its option: "--lr"
    const QString explanation = tr("%1 On the command line: %2.").arg(tip, option);
    m_label->setWhatsThis(explanation);
    m_editor->setWhatsThis(explanation);
    m_reset->setWhatsThis(explanation);
    const QString plain = plainLabel(m_key);
    m_editor->setAccessibleName(plain);
    m_editor->setAccessibleDescription(tip);
    m_reset->setToolTip(fallback.isEmpty() ? tr("Back to the default") : tr("Back to the default: %1").arg(fallback));
    m_reset->setAccessibleName(tr("Reset %1").arg(plain));
    if (auto* list = qobject_cast<QComboBox*>(m_editor); list != nullptr && !list->isEditable()) {
        m_isShowing = true;
        list->clear();
        for (const auto& [word, label] : settingChoices(m_key)) {
            list->addItem(label, word);
        }
        m_isShowing = false;
    }
    show();
}

}  // namespace normscope::ui
