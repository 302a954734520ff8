#include "ui/network/NetworkEditor.h"

#include <QClipboard>
#include <QDoubleSpinBox>
#include <QDrag>
#include <QEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QMimeData>
#include <QMouseEvent>
#include <QSettings>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/models/ShownText.h"
#include "ui/network/NetworkExport.h"
#include "ui/network/NetworkTexts.h"

namespace normscope::ui
{

namespace
{

/// A kind of layer: a click puts it in, and it can be dragged onto a line.
class KindButton : public QToolButton
{
  public:
    KindButton(std::string kind, QWidget* parent)
        : QToolButton(parent)
        , m_kind(std::move(kind))
    {
        setText(QString::fromStdString(m_kind));
        setObjectName(QStringLiteral("kind") + text());
        setAutoRaise(false);
    }

  protected:
    void mouseMoveEvent(QMouseEvent* event) override
    {
        if (!event->buttons().testFlag(Qt::LeftButton) || rect().contains(event->position().toPoint())) {
            QToolButton::mouseMoveEvent(event);
            return;
        }
        setDown(false);
        auto* carried = new QMimeData;
        carried->setData(QLatin1String(NetworkView::kKindFormat), QByteArray::fromStdString(m_kind));
        auto* drag = new QDrag(this);
        drag->setMimeData(carried);
        drag->setPixmap(grab());
        drag->exec(Qt::CopyAction);
    }

  private:
    const std::string m_kind;
};

QString lastFolderKey()
{
    return QStringLiteral("lastFolder");
}

std::filesystem::path toPath(const QString& path)
{
    return QFile::encodeName(path).toStdString();
}

}  // namespace

NetworkEditor::NetworkEditor(ExperimentDocument& settings, QWidget* parent)
    : QWidget(parent)
    , m_document(settings)
    , m_view(new NetworkView(m_document, this))
    , m_bar(new QToolBar(this))
    , m_palette(new QMenu(this))
    , m_insert(new QToolButton(this))
    , m_shown(new QComboBox(this))
    , m_variants(new VariantsView(m_document))
    , m_pages(new QStackedWidget(this))
    , m_kinds(new QWidget(this))
    , m_drag(new QToolButton(this))
    , m_numbers(new QWidget(this))
    , m_numbersRow(new FlowLayout(m_numbers))
    , m_own(new QWidget(this))
    , m_ownText(new QLabel(m_own))
    , m_backToFamily(new QToolButton(m_own))
    , m_summary(new QLabel(this))
    , m_told(new QLabel(this))
    , m_train(new QToolButton(this))
{
    setObjectName(QStringLiteral("networkEditor"));
    m_bar->setObjectName(QStringLiteral("networkBar"));
    m_bar->setToolButtonStyle(Qt::ToolButtonTextOnly);
    m_palette->setObjectName(QStringLiteral("networkPalette"));
    m_insert->setObjectName(QStringLiteral("networkInsert"));
    m_insert->setPopupMode(QToolButton::InstantPopup);
    m_insert->setMenu(m_palette);
    m_insert->setFocusPolicy(Qt::StrongFocus);
    m_drag->setObjectName(QStringLiteral("networkKindsButton"));
    m_drag->setCheckable(true);
    m_drag->setFocusPolicy(Qt::StrongFocus);
    m_shown->setObjectName(QStringLiteral("networkShown"));
    m_bar->addWidget(m_insert);
    m_bar->addWidget(m_drag);
    m_remove = add("networkRemove", &NetworkEditor::removeChosen);
    m_duplicate = add("networkDuplicate", &NetworkEditor::duplicateChosen);
    m_back = add("networkMoveBack", &NetworkEditor::moveBack);
    m_forward = add("networkMoveForward", &NetworkEditor::moveForward);
    m_shortcut = add("networkShortcut", &NetworkEditor::startShortcut);
    m_bar->addSeparator();
    m_fold = add("networkFold", &NetworkEditor::toggleFold);
    m_foldAll = add("networkFoldAll", &NetworkEditor::foldOrOpenAll);
    m_fit = m_bar->addAction(QString(), m_view, &NetworkView::fit);
    m_fit->setObjectName(QStringLiteral("networkFit"));
    m_bar->addWidget(m_shown);
    m_bar->addSeparator();
    m_copy = add("networkCopyPyTorch", &NetworkEditor::copyPyTorch);
    m_picture = add("networkSavePicture", &NetworkEditor::savePicture);
    m_save = add("networkSave", &NetworkEditor::saveNetwork);
    const QList<QToolButton*> buttons = m_bar->findChildren<QToolButton*>();
    for (QToolButton* button : buttons) {
        button->setFocusPolicy(Qt::StrongFocus);
    }

    m_kinds->setObjectName(QStringLiteral("networkKinds"));
    auto* kinds = new FlowLayout(m_kinds);
    for (const std::string& kind : graph::insertableKinds()) {
        auto* button = new KindButton(kind, m_kinds);
        kinds->addWidget(button);
        connect(button, &QToolButton::clicked, this, [this, kind] { insertKind(kind); });
    }
    m_kinds->hide();
    connect(m_drag, &QToolButton::toggled, m_kinds, &QWidget::setVisible);

    m_numbers->setObjectName(QStringLiteral("networkNumbers"));
    m_numbersRow->setContentsMargins(4, 0, 4, 0);
    // Its place is kept, so that the drawing does not move under the pointer that chooses.
    m_numbers->setMinimumHeight(QSpinBox().sizeHint().height());
    m_own->setObjectName(QStringLiteral("networkOwn"));
    auto* own = new QHBoxLayout(m_own);
    own->setContentsMargins(4, 0, 4, 0);
    m_backToFamily->setObjectName(QStringLiteral("backToFamilyButton"));
    m_backToFamily->setFocusPolicy(Qt::StrongFocus);
    own->addWidget(m_ownText);
    own->addWidget(m_backToFamily);
    connect(m_backToFamily, &QToolButton::clicked, &m_document, &NetworkDocument::backToFamily);
    m_summary->setObjectName(QStringLiteral("networkSummary"));
    m_summary->setWordWrap(true);
    m_summary->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_summary->setFocusPolicy(Qt::StrongFocus);
    m_told->setObjectName(QStringLiteral("networkTold"));
    m_told->setWordWrap(true);
    m_told->setTextFormat(Qt::PlainText);
    m_told->hide();
    m_train->hide();

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addWidget(m_bar);
    layout->addWidget(m_kinds);
    m_pages->addWidget(m_view);
    m_pages->addWidget(m_variants);
    layout->addWidget(m_pages, 1);
    layout->addWidget(m_numbers);
    layout->addWidget(m_told);
    // Nothing moves under the pointer when the first change by hand makes it a network of one's own.
    auto* foot = new QHBoxLayout;
    foot->addWidget(m_summary, 1);
    foot->addWidget(m_own);
    foot->addStrut(m_backToFamily->sizeHint().height());
    layout->addLayout(foot);
    layout->addWidget(m_train, 0, Qt::AlignHCenter);

    connect(&m_document, &NetworkDocument::changed, this, [this] {
        m_told->hide();
        fillShown();
        update();
    });
    connect(m_view, &NetworkView::chosenChanged, this, &NetworkEditor::update);
    connect(m_view, &NetworkView::insertRequested, this, &NetworkEditor::openPalette);
    connect(m_view, &NetworkView::editRequested, this, &NetworkEditor::editNumbers);
    connect(m_view, &NetworkView::refused, this, [this](const QString& why) { tell(why, true); });
    connect(m_view, &NetworkView::menuRequested, this, [this](const QPoint& at) {
        QMenu menu(this);
        menu.addMenu(m_palette);
        menu.addActions({m_remove, m_duplicate, m_back, m_forward, m_shortcut});
        menu.addSeparator();
        menu.addActions({m_fold, m_foldAll, m_fit});
        menu.addSeparator();
        menu.addActions({m_copy, m_picture, m_save});
        menu.exec(at);
    });
    connect(m_shown, &QComboBox::currentIndexChanged, this, &NetworkEditor::showVariant);
    fillPalette();
    retranslate();
}

QAction* NetworkEditor::add(const char* name, void (NetworkEditor::*slot)())
{
    QAction* action = m_bar->addAction(QString(), this, slot);
    action->setObjectName(QLatin1String(name));
    return action;
}

void NetworkEditor::fillPalette()
{
    for (const std::string& kind : graph::insertableKinds()) {
        QAction* action = m_palette->addAction(QString::fromStdString(kind));
        action->setObjectName(QStringLiteral("insert") + action->text());
        connect(action, &QAction::triggered, this, [this, kind] { insertKind(kind); });
    }
}

void NetworkEditor::fillShown()
{
    const auto labels = shownVariants(m_document.settings().spec());
    const graph::Graph graph = m_document.graph().value_or(graph::Graph());
    const auto pictureOf = [&](const std::string& label) {
        return variantPicture(graph, label, m_document.settings().dataShape());
    };
    const NetworkPicture bn = pictureOf(kBn);
    const QVariant before = m_shown->count() == 0 ? QString::fromLatin1(kBn) : m_shown->currentData();
    const QSignalBlocker blocker(m_shown);
    m_shown->clear();
    for (const std::string& label : labels) {
        m_shown->addItem(variantTitle(pictureOf(label), bn), QString::fromStdString(label));
    }
    m_shown->addItem(tr("Side by side"), QString());
    m_shown->setCurrentIndex(std::max(0, m_shown->findData(before)));
    if (m_shown->currentData() != before) {
        showVariant();
    }
}

void NetworkEditor::showVariant()
{
    const std::string label = m_shown->currentData().toString().toStdString();
    m_pages->setCurrentWidget(label.empty() ? static_cast<QWidget*>(m_variants) : m_view);
    if (!label.empty()) {
        m_view->setVariant(label);
    }
    update();
}

void NetworkEditor::offerTraining(QAction& action)
{
    m_train->setDefaultAction(&action);
    m_train->setObjectName(QStringLiteral("networkTrainButton"));
    m_train->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_train->setFocusPolicy(Qt::StrongFocus);
    constexpr int kIcon = 32;
    m_train->setIconSize({kIcon, kIcon});
    QFont large = font();
    large.setPointSizeF(font().pointSizeF() * 1.3);
    m_train->setFont(large);
}

void NetworkEditor::setTrainingOffered(bool isOffered)
{
    m_train->setVisible(isOffered && m_train->defaultAction() != nullptr);
}

void NetworkEditor::tell(const QString& text, bool isProblem)
{
    m_told->setText(isProblem ? tr("⚠ %1").arg(text) : text);
    m_told->setForegroundRole(isProblem ? QPalette::BrightText : QPalette::WindowText);
    m_told->setVisible(!text.isEmpty());
}

void NetworkEditor::tell(const Status& status)
{
    if (!status) {
        tell(shownText(status.error().message), true);
    }
}

void NetworkEditor::insertKind(const std::string& kind)
{
    if (m_view->refusesEdits()) {
        return;
    }
    const auto place = m_view->placeToInsert();
    const auto& graph = m_document.graph();
    if (place) {
        tell(m_document.insert(place->first, place->second, kind));
    } else if (graph) {
        // At the end, where nothing is chosen.
        tell(m_document.insert(graph->nodes.empty() ? std::string(graph::kInputName) : graph->nodes.back().name, {},
                               kind));
    }
    m_view->setFocus();
}

void NetworkEditor::openPalette()
{
    m_palette->popup(m_view->mapToGlobal(m_view->placeOf(m_view->chosen()).toPoint()));
    if (!m_palette->actions().isEmpty()) {
        m_palette->setActiveAction(m_palette->actions().front());
    }
}

void NetworkEditor::removeChosen()
{
    tell(m_document.remove(m_view->chosen()));
}

void NetworkEditor::duplicateChosen()
{
    tell(m_document.duplicate(m_view->chosen()));
}

void NetworkEditor::moveBack()
{
    tell(m_document.move(m_view->chosen(), false));
}

void NetworkEditor::moveForward()
{
    tell(m_document.move(m_view->chosen(), true));
}

void NetworkEditor::startShortcut()
{
    tell(tr("Choose the layer where the shortcut ends, and press S. Or draw a line from one layer to another."), false);
    m_view->setFocus();
    m_view->startShortcut();
}

void NetworkEditor::toggleFold()
{
    m_view->toggleFold();
}

void NetworkEditor::foldOrOpenAll()
{
    const auto& blocks = m_view->picture().layout.blocks;
    const bool isFolded =
        std::any_of(blocks.begin(), blocks.end(), [](const NetworkBlock& block) { return block.isFolded; });
    m_view->foldAll(!isFolded);
    update();
}

void NetworkEditor::copyPyTorch()
{
    const ExperimentDocument& settings = m_document.settings();
    if (!m_document.graph()) {
        return;
    }
    graph::Graph shown = m_view->isEditable() ? *m_document.graph() : m_view->picture().graph;
    if (m_view->picture().variant == kNoBn) {
        for (graph::Node& node : shown.nodes) {
            if (auto* norm = std::get_if<graph::BatchNorm>(&node.operation)) {
                norm->enabled = false;
            }
        }
    }
    const auto source =
        networkAsPyTorch(shown, settings.dataShape().image, settings.spec().bnMomentum, settings.spec().bnEps);
    if (!source) {
        tell(shownText(source.error().message), true);
        return;
    }
    QGuiApplication::clipboard()->setText(QString::fromStdString(*source));
    tell(tr("Copied: a Python program that builds the network as it is shown."), false);
}

void NetworkEditor::savePicture()
{
    const QString start = QSettings().value(lastFolderKey(), QDir::homePath()).toString();
    QString path = QFileDialog::getSaveFileName(this, tr("Save picture"), QDir(start).filePath("network.svg"),
                                                tr("Pictures (*.svg *.pdf *.png)"));
    if (path.isEmpty()) {
        return;
    }
    path += QFileInfo(path).suffix().isEmpty() ? QStringLiteral(".svg") : QString();
    const Status status = !isSideBySide() ? exportNetwork(m_view->picture(), toPath(path))
                                          : exportDrawing(
                                                [this](QPainter& painter, const QRectF& target) {
                                                    m_variants->paint(painter, target, NetworkColors::forPrint());
                                                },
                                                m_variants->size(), toPath(path));
    tell(status ? tr("Saved: %1").arg(path) : shownText(status.error().message), !status);
}

void NetworkEditor::saveNetwork()
{
    const QString start = QSettings().value(lastFolderKey(), QDir::homePath()).toString();
    QString path = QFileDialog::getSaveFileName(this, tr("Save network"), QDir(start).filePath("network.json"),
                                                tr("Networks (*.json);;All files (*)"));
    if (path.isEmpty()) {
        return;
    }
    path += QFileInfo(path).suffix().isEmpty() ? QStringLiteral(".json") : QString();
    const Status status = m_document.settings().saveNetwork(toPath(path));
    tell(status ? tr("Saved: %1").arg(path) : shownText(status.error().message), !status);
    if (status) {
        Q_EMIT saved(path);
    }
}

void NetworkEditor::update()
{
    const NetworkPicture& picture = m_view->picture();
    const std::size_t block =
        m_view->chosen().empty() ? picture.layout.blocks.size() : picture.layout.find(m_view->chosen());
    const bool isSingle = !isSideBySide();
    const bool isChosen = isSingle && m_view->isEditable() && block > 0 && block < picture.layout.blocks.size();
    const bool isNode = isChosen && !picture.layout.blocks[block].isFolded;
    m_remove->setEnabled(isChosen);
    m_duplicate->setEnabled(isChosen);
    m_back->setEnabled(isNode);
    m_forward->setEnabled(isNode);
    m_shortcut->setEnabled(isSingle && m_view->isEditable() && !m_view->chosen().empty());
    m_insert->setEnabled(isSingle && m_view->isEditable());
    m_palette->menuAction()->setEnabled(m_insert->isEnabled());
    m_kinds->setEnabled(m_insert->isEnabled());
    m_fold->setEnabled(isSingle && block > 0 && block < picture.layout.blocks.size() && m_view->canFold());
    m_foldAll->setEnabled(isSingle && m_view->canFold());
    m_fit->setEnabled(isSingle);
    m_copy->setEnabled(isSingle);
    m_own->setVisible(m_document.isOwn());
    const QString family = m_document.familyName();
    //: %1 is a family of networks: "MLP"
    m_backToFamily->setText(tr("Back to %1").arg(family));
    m_ownText->setText(tr("Own network"));
    m_own->setToolTip(tr("Own network, changed by hand; it takes the place of the model among the settings."));
    m_summary->setText(networkSummary(picture, m_document.settings().spec().training.batchSize));
    showNumbers();
}

void NetworkEditor::showNumbers()
{
    const auto& graph = m_document.graph();
    const std::string chosen = isSideBySide() || !m_view->isEditable() ? std::string() : m_view->chosen();
    const graph::Node* node = nullptr;
    for (const graph::Node& one : graph ? graph->nodes : m_view->picture().graph.nodes) {
        node = one.name == chosen ? &one : node;
    }
    const auto numbers = node == nullptr ? std::vector<graph::OperationNumber>() : graph::numbersOf(node->operation);
    const auto fields = m_numbers->findChildren<QAbstractSpinBox*>();
    if (chosen == m_numbersOf && static_cast<std::size_t>(fields.size()) == numbers.size() && !numbers.empty()) {
        // The fields stay: somebody may be writing in one.
        for (std::size_t i = 0; i < numbers.size(); ++i) {
            const QSignalBlocker blocker(fields[static_cast<qsizetype>(i)]);
            if (auto* whole = qobject_cast<QSpinBox*>(fields[static_cast<qsizetype>(i)])) {
                whole->setRange(static_cast<int>(numbers[i].least), static_cast<int>(numbers[i].most));
                whole->setValue(static_cast<int>(numbers[i].value));
            } else if (auto* real = qobject_cast<QDoubleSpinBox*>(fields[static_cast<qsizetype>(i)])) {
                real->setValue(numbers[i].value);
            }
        }
        return;
    }
    m_numbersOf = chosen;
    while (QLayoutItem* item = m_numbersRow->takeAt(0)) {
        if (QWidget* widget = item->widget()) {
            widget->setParent(nullptr);
            widget->deleteLater();
        }
        delete item;
    }
    if (numbers.empty()) {
        return;
    }
    auto* name = new QLabel(QString::fromStdString(chosen), m_numbers);
    name->setTextFormat(Qt::PlainText);
    name->setMinimumHeight(QSpinBox().sizeHint().height());
    m_numbersRow->addWidget(name);
    name->show();
    for (const graph::OperationNumber& number : numbers) {
        const std::string key(number.key);
        auto* pair = new QWidget(m_numbers);
        auto* row = new QHBoxLayout(pair);
        row->setContentsMargins(0, 0, 0, 0);
        auto* label = new QLabel(QString::fromStdString(key), pair);
        QAbstractSpinBox* field = nullptr;
        if (number.isWhole) {
            auto* whole = new QSpinBox(pair);
            whole->setRange(static_cast<int>(number.least), static_cast<int>(number.most));
            whole->setValue(static_cast<int>(number.value));
            connect(whole, &QSpinBox::valueChanged, this,
                    [this, chosen, key](int value) { tell(m_document.setNumber(chosen, key, value)); });
            field = whole;
        } else {
            auto* real = new QDoubleSpinBox(pair);
            real->setRange(number.least, number.most);
            real->setSingleStep(0.05);
            real->setValue(number.value);
            connect(real, &QDoubleSpinBox::valueChanged, this,
                    [this, chosen, key](double value) { tell(m_document.setNumber(chosen, key, value)); });
            field = real;
        }
        field->setObjectName(QString::fromStdString(key));
        field->setKeyboardTracking(false);
        field->setAccessibleName(QString::fromStdString(key));
        label->setBuddy(field);
        row->addWidget(label);
        row->addWidget(field);
        m_numbersRow->addWidget(pair);
        pair->show();
    }
}

void NetworkEditor::editNumbers()
{
    if (auto* field = m_numbers->findChild<QAbstractSpinBox*>()) {
        field->setFocus();
        field->selectAll();
    }
}

void NetworkEditor::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    QWidget::changeEvent(event);
}

void NetworkEditor::retranslate()
{
    const auto set = [](QAction& action, const QString& text, const QString& tip) {
        action.setText(text);
        action.setToolTip(tip);
    };
    m_palette->setTitle(tr("Insert"));
    m_insert->setText(tr("Insert"));
    m_insert->setToolTip(tr("Put a layer onto the line that is chosen, or behind the layer that is (Insert)"));
    m_drag->setText(tr("Palette"));
    m_drag->setToolTip(tr("Kinds of layers that can be dragged onto a line"));
    set(*m_remove, tr("Delete"), tr("Take out what is chosen (Delete)"));
    set(*m_duplicate, tr("Duplicate"), tr("Put a copy of the layer or block behind it (Ctrl+D)"));
    set(*m_back, tr("Earlier"), tr("Change places with the layer before (Alt+Up)"));
    set(*m_forward, tr("Later"), tr("Change places with the layer behind (Alt+Down)"));
    set(*m_shortcut, tr("Shortcut"), tr("Add the output of one layer to that of a later one: begin here (S)"));
    set(*m_fold, tr("Fold"), tr("Fold the block of the chosen layer, or open it (Enter)"));
    set(*m_foldAll, tr("Fold all"), tr("Fold all blocks, or open them"));
    set(*m_fit, tr("Show all"), tr("Show all of the network (0)"));
    set(*m_copy, tr("Copy as PyTorch"), tr("Copy a Python program that builds the network as it is shown"));
    set(*m_picture, tr("Save picture…"), tr("Save the drawing as SVG, PDF or PNG"));
    set(*m_save, tr("Save network…"), tr("Save the network as a file, as --network takes it"));
    fillShown();
    m_shown->setToolTip(tr("The network as each variant has it, or all of them beside each other"));
    m_shown->setAccessibleName(tr("Which network is shown"));
    // Of all that belongs to it.
    setWhatsThis(
        tr("The network that is trained next. A click on a BN layer switches it off or on; a double click opens a "
           "folded block. The wheel zooms, dragging moves. With the keyboard: the arrows walk along the lines, Space "
           "switches BN, Insert puts a layer in, Delete takes one out, Enter changes its numbers."));
    update();
}

}  // namespace normscope::ui
