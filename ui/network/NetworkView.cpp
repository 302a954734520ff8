#include "ui/network/NetworkView.h"

#include <QAccessible>
#include <QApplication>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMimeData>
#include <QMouseEvent>
#include <QNativeGestureEvent>
#include <QPainter>
#include <QToolTip>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>
#include <utility>

#include "ui/models/ShownText.h"
#include "ui/network/NetworkTexts.h"
#include "ui/network/NetworkVariants.h"

namespace normscope::ui
{

namespace
{

constexpr double kLeastScale = 0.05;
constexpr double kMostScale = 4;
constexpr double kLargestFit = 1.25;
constexpr double kZoomStep = 1.25;
constexpr double kNearLine = 7;  ///< pixels

double distanceTo(const QPointF& a, const QPointF& b, const QPointF& point)
{
    const QPointF way = b - a;
    const double length = QPointF::dotProduct(way, way);
    const double share = length > 0 ? std::clamp(QPointF::dotProduct(point - a, way) / length, 0.0, 1.0) : 0.0;
    const QPointF apart = point - (a + way * share);
    return std::hypot(apart.x(), apart.y());
}

}  // namespace

NetworkView::NetworkView(NetworkDocument& document, QWidget* parent)
    : QWidget(parent)
    , m_document(document)
{
    setObjectName(QStringLiteral("networkView"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAcceptDrops(true);
    setMinimumSize(160, 120);
    connect(&document, &NetworkDocument::changed, this, &NetworkView::rebuild);
    connect(&document, &NetworkDocument::nodeMeant, this, [this](const QString& node) {
        choose(node.toStdString());
        ensureSeen(chosenBlock());
    });
    rebuild();
}

void NetworkView::rebuild()
{
    const graph::Graph graph = m_document.graph().value_or(graph::Graph());
    if (m_isFoldingItself) {
        m_folded = foldedAtFirst(graph);
    }
    m_picture = variantPicture(graph, m_picture.variant, m_document.settings().dataShape());
    if (!m_document.graph()) {
        // The settings make no network, and say why.
        m_picture.outline.misfits.clear();
        if (const auto depth = checkDepth(m_document.settings().spec()); !depth) {
            m_picture.outline.misfits.push_back({graph::kInputIndex, depth.error().message});
        }
    }
    layOutAnew();
}

void NetworkView::layOutAnew()
{
    m_picture.layout = layOutFor(m_picture.graph, m_folded, size());
    m_marks = {};
    if (m_isFollowing) {
        fillPlace();
    }
    // What is chosen stays, as far as it is still there: only then is there something to tell.
    const std::size_t block = chosenBlock();
    if (!m_chosen.empty() && (block == kNone || m_picture.layout.blocks[block].name != m_chosen)) {
        choose(m_chosen);
    }
    m_marks.block = block;
    describe();
    update();
}

void NetworkView::fit()
{
    m_isFollowing = true;
    layOutElsewhere();
}

/// The same blocks and lines: what is begun or chosen among them stays.
void NetworkView::layOutElsewhere()
{
    const NetworkMarks before = m_marks;
    layOutAnew();
    m_marks.from = before.from;
    m_marks.edge = before.edge;
}

void NetworkView::fillPlace()
{
    const QRectF bounds = paintedBounds(m_picture);
    m_scale = std::clamp(std::min(width() / bounds.width(), height() / bounds.height()), kLeastScale, kLargestFit);
    m_offset = QRectF(rect()).center() - bounds.center() * m_scale;
}

void NetworkView::zoom(double factor, const QPointF& at)
{
    const double scale = std::clamp(m_scale * factor, kLeastScale, kMostScale);
    m_offset = at - (at - m_offset) * (scale / m_scale);
    m_scale = scale;
    m_isFollowing = false;
    update();
}

void NetworkView::setVariant(const std::string& variant)
{
    m_picture.variant = variant;
    rebuild();
}

bool NetworkView::isEditable() const
{
    return m_picture.variant == kBn || m_picture.variant == kNoBn;
}

bool NetworkView::refusesEdits()
{
    if (!isEditable()) {
        Q_EMIT refused(tr("Show the network with BN to change it."));
    }
    return !isEditable();
}

std::size_t NetworkView::chosenBlock() const
{
    const std::size_t found = m_chosen.empty() ? kNone : m_picture.layout.find(m_chosen);
    return found < m_picture.layout.blocks.size() ? found : kNone;
}

void NetworkView::choose(const std::string& name)
{
    m_chosen = name;
    m_marks.block = chosenBlock();
    m_marks.edge = kNone;
    // Of what is folded the whole is chosen.
    m_chosen = m_marks.block == kNone ? std::string() : m_picture.layout.blocks[m_marks.block].name;
    describe();
    update();
    Q_EMIT chosenChanged();
}

void NetworkView::chooseBlock(std::size_t block)
{
    choose(block < m_picture.layout.blocks.size() ? m_picture.layout.blocks[block].name : std::string());
}

void NetworkView::describe()
{
    const std::size_t block = chosenBlock();
    const std::int64_t batchSize = m_document.settings().spec().training.batchSize;
    const QString text =
        block == kNone ? networkSummary(m_picture, batchSize)
                       : blockTexts(m_picture, m_picture.layout.blocks[block], batchSize).join(QStringLiteral("; "));
    setAccessibleName(tr("Network"));
    if (text != accessibleDescription()) {
        setAccessibleDescription(text);
        QAccessibleEvent event(this, QAccessible::DescriptionChanged);
        QAccessible::updateAccessibility(&event);
    }
}

std::optional<std::pair<std::string, std::string>> NetworkView::endsOf(std::size_t edge) const
{
    const NetworkLayout& layout = m_picture.layout;
    if (edge >= layout.edges.size()) {
        return std::nullopt;
    }
    const NetworkBlock& from = layout.blocks[layout.edges[edge].from];
    for (const std::size_t node : layout.blocks[layout.edges[edge].to].nodes) {
        for (const std::string& input : m_picture.graph.nodes[node].inputs) {
            if (input == from.name || (from.isFolded && graph::isInScope(input, from.name))) {
                return std::pair(input, m_picture.graph.nodes[node].name);
            }
        }
    }
    return std::nullopt;
}

std::optional<std::pair<std::string, std::string>> NetworkView::placeToInsert() const
{
    if (m_marks.edge != kNone) {
        return endsOf(m_marks.edge);
    }
    const NetworkLayout& layout = m_picture.layout;
    const std::size_t block = chosenBlock();
    if (block == kNone) {
        return std::nullopt;
    }
    // The line that leads on in its lane, or else any.
    std::size_t found = kNone;
    for (std::size_t i = 0; i < layout.edges.size(); ++i) {
        const bool isStraight = layout.blocks[layout.edges[i].to].lane == layout.blocks[block].lane;
        if (layout.edges[i].from == block && (found == kNone || isStraight)) {
            found = i;
            if (isStraight) {
                break;
            }
        }
    }
    if (found != kNone) {
        return endsOf(found);
    }
    const auto& nodes = layout.blocks[block].nodes;
    return std::pair(nodes.empty() ? std::string(graph::kInputName) : m_picture.graph.nodes[nodes.back()].name,
                     std::string());
}

bool NetworkView::canFold() const
{
    return !foldableScopes(m_picture.graph).empty();
}

void NetworkView::foldAll(bool isFolded)
{
    m_isFoldingItself = false;
    m_folded.clear();
    if (isFolded) {
        const auto scopes = foldableScopes(m_picture.graph);
        m_folded.insert(scopes.begin(), scopes.end());
    }
    layOutAnew();
    choose(std::string(m_chosen));
}

void NetworkView::toggleFold()
{
    const std::size_t block = chosenBlock();
    if (block == kNone) {
        return;
    }
    const NetworkBlock own = m_picture.layout.blocks[block];
    const auto scopes = foldableScopes(m_picture.graph);
    std::string scope = own.isFolded ? own.name : graph::scopeOf(own.name);
    while (!scope.empty() && std::find(scopes.begin(), scopes.end(), scope) == scopes.end()) {
        scope = graph::scopeOf(scope);
    }
    if (scope.empty()) {
        return;
    }
    m_isFoldingItself = false;
    if (!m_folded.insert(scope).second) {
        m_folded.erase(scope);
        // Something within it is looked at now.
        m_chosen = m_picture.graph.nodes[own.nodes.front()].name;
    }
    layOutAnew();
    choose(std::string(m_chosen));
    ensureSeen(chosenBlock());
}

QPointF NetworkView::placeOf(const std::string& name) const
{
    const std::size_t block = m_picture.layout.find(name);
    return block < m_picture.layout.blocks.size() ? m_picture.layout.blocks[block].place.center() * m_scale + m_offset
                                                  : QRectF(rect()).center();
}

void NetworkView::ensureSeen(std::size_t block)
{
    if (block >= m_picture.layout.blocks.size() || m_isFollowing) {
        return;
    }
    const QRectF place = m_picture.layout.blocks[block].place;
    const QRectF pixels(place.topLeft() * m_scale + m_offset, place.size() * m_scale);
    constexpr double kRoom = 20;
    const QRectF seen = QRectF(rect()).adjusted(kRoom, kRoom, -kRoom, -kRoom);
    m_offset.rx() += std::max(0.0, seen.left() - pixels.left()) - std::max(0.0, pixels.right() - seen.right());
    m_offset.ry() += std::max(0.0, seen.top() - pixels.top()) - std::max(0.0, pixels.bottom() - seen.bottom());
    update();
}

std::size_t NetworkView::blockAt(const QPointF& pixel) const
{
    const QPointF at = toDrawing(pixel);
    const auto& blocks = m_picture.layout.blocks;
    const auto found =
        std::find_if(blocks.begin(), blocks.end(), [&](const NetworkBlock& block) { return block.place.contains(at); });
    return found == blocks.end() ? kNone : static_cast<std::size_t>(found - blocks.begin());
}

std::size_t NetworkView::edgeAt(const QPointF& pixel) const
{
    const QPointF at = toDrawing(pixel);
    double nearest = kNearLine / m_scale;
    std::size_t found = kNone;
    const auto& edges = m_picture.layout.edges;
    for (std::size_t i = 0; i < edges.size(); ++i) {
        for (std::size_t k = 1; k < edges[i].path.size(); ++k) {
            const double distance = distanceTo(edges[i].path[k - 1], edges[i].path[k], at);
            if (distance < nearest) {
                nearest = distance;
                found = i;
            }
        }
    }
    return found;
}

void NetworkView::toggle(std::size_t block)
{
    if (block >= m_picture.layout.blocks.size()) {
        return;
    }
    const NetworkBlock& own = m_picture.layout.blocks[block];
    if (isBatchNorm(m_picture, own) && m_picture.variant != kBn) {
        Q_EMIT refused(tr("Show the network with BN to switch its positions."));
    } else if (isBatchNorm(m_picture, own)) {
        showRefusal(m_document.toggleBatchNorm(std::string(own.name)));
    } else if (own.isFolded) {
        toggleFold();
    }
}

void NetworkView::startShortcut()
{
    m_marks.from = chosenBlock();
    m_last = placeOf(m_chosen);
    update();
}

void NetworkView::addShortcut(std::size_t from, std::size_t to)
{
    if (refusesEdits()) {
        return;
    }
    const auto nameOf = [this](std::size_t block) {
        const auto& nodes = m_picture.layout.blocks[block].nodes;
        return nodes.empty() ? std::string(graph::kInputName) : m_picture.graph.nodes[nodes.back()].name;
    };
    const std::string source = nameOf(from);
    const std::string target = nameOf(to);
    if (target != graph::kInputName) {
        showRefusal(m_document.addShortcut(source, target));
    }
    update();
}

void NetworkView::showRefusal(const Status& status)
{
    if (!status) {
        Q_EMIT refused(shownText(status.error().message));
    }
}

bool NetworkView::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const std::size_t block = blockAt(help->pos());
        if (block == kNone) {
            QToolTip::hideText();
            event->ignore();
            return true;
        }
        const auto lines =
            blockTexts(m_picture, m_picture.layout.blocks[block], m_document.settings().spec().training.batchSize);
        QToolTip::showText(help->globalPos(), plainTip(lines.join(QLatin1Char('\n'))), this);
        return true;
    }
    if (event->type() == QEvent::ShortcutOverride) {
        // Otherwise Space pauses the training.
        const auto* key = static_cast<QKeyEvent*>(event);
        const std::size_t block = chosenBlock();
        const bool isUsed = block != kNone && (isBatchNorm(m_picture, m_picture.layout.blocks[block]) ||
                                               m_picture.layout.blocks[block].isFolded);
        const bool isCopy = key->key() == Qt::Key_D && key->modifiers() == Qt::ControlModifier && block != kNone;
        if ((key->key() == Qt::Key_Space && key->modifiers() == Qt::NoModifier && isUsed) || isCopy) {
            event->accept();
            return true;
        }
    }
    if (event->type() == QEvent::NativeGesture) {
        const auto* gesture = static_cast<QNativeGestureEvent*>(event);
        if (gesture->gestureType() == Qt::ZoomNativeGesture) {
            zoom(1 + gesture->value(), gesture->position());
            return true;
        }
    }
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut) {
        update();
    }
    return QWidget::event(event);
}

void NetworkView::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    const NetworkColors colors = NetworkColors::of(palette());
    painter.fillRect(rect(), colors.ground);
    painter.translate(m_offset);
    painter.scale(m_scale, m_scale);
    NetworkMarks marks = m_marks;
    marks.hasFocus = hasFocus();
    paintNetwork(painter, m_picture, colors, {}, marks, seen());
    if (m_marks.from != kNone) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(colors.chosen, 2 / m_scale, Qt::DashLine));
        painter.drawLine(m_picture.layout.blocks[m_marks.from].place.center(), toDrawing(m_last));
    }
    if (const QRectF place = m_overview.isNull() ? overview() : m_overview; !place.isNull()) {
        painter.resetTransform();
        paintOverview(painter, m_picture, colors, seen(), place);
    }
}

void NetworkView::lookAt(const QPointF& pixel)
{
    m_offset = QRectF(rect()).center() - overviewToDrawing(m_picture, m_overview, pixel) * m_scale;
    m_isFollowing = false;
    update();
}

void NetworkView::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    if (m_isFollowing) {
        layOutElsewhere();
    }
}

void NetworkView::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        describe();
    }
    QWidget::changeEvent(event);
    update();
}

void NetworkView::wheelEvent(QWheelEvent* event)
{
    constexpr double kNotch = 120;
    const QPoint turned = event->angleDelta();
    if (event->modifiers().testFlag(Qt::ShiftModifier) || std::abs(turned.x()) > std::abs(turned.y())) {
        m_offset += QPointF(turned) / 2;
        m_isFollowing = false;
        update();
    } else {
        zoom(std::pow(kZoomStep, turned.y() / kNotch), event->position());
    }
    event->accept();
}

void NetworkView::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton) {
        return;
    }
    if (const QRectF place = overview(); place.contains(event->position())) {
        m_overview = place;
        lookAt(event->position());
        return;
    }
    m_pressed = m_last = event->position();
    m_isDragging = false;
    m_pressedBlock = blockAt(*m_pressed);
    if (m_pressedBlock == kNone) {
        const std::size_t edge = edgeAt(*m_pressed);
        choose({});
        m_marks.edge = edge;
        update();
        Q_EMIT chosenChanged();
    } else {
        chooseBlock(m_pressedBlock);
    }
}

void NetworkView::mouseMoveEvent(QMouseEvent* event)
{
    const QPointF at = event->position();
    if (!m_overview.isNull()) {
        lookAt(at);
        return;
    }
    const std::size_t hovered = overview().contains(at) ? kNone : blockAt(at);
    if (m_pressed && !m_isDragging) {
        m_isDragging = (at - *m_pressed).manhattanLength() >= QApplication::startDragDistance();
        if (m_isDragging && m_pressedBlock != kNone) {
            m_marks.from = m_pressedBlock;
        }
    }
    if (m_isDragging && m_pressedBlock == kNone) {
        m_offset += at - m_last;
        m_isFollowing = false;
        setCursor(Qt::ClosedHandCursor);
        update();
    }
    if (hovered != m_marks.hovered || m_marks.from != kNone) {
        m_marks.hovered = hovered;
        update();
    }
    m_last = at;
}

void NetworkView::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton && !m_overview.isNull()) {
        m_overview = QRectF();
        update();
    }
    if (event->button() != Qt::LeftButton || !m_pressed) {
        return;
    }
    const std::size_t target = blockAt(event->position());
    const std::size_t source = m_pressedBlock < m_picture.layout.blocks.size() ? m_pressedBlock : kNone;
    const bool wasDragged = m_isDragging;
    m_pressed.reset();
    m_isDragging = false;
    const std::size_t begun = std::exchange(m_marks.from, kNone);
    unsetCursor();
    update();
    if (!wasDragged && begun != kNone) {
        // The end of a shortcut that was begun by key or menu.
        if (source != kNone && source != begun) {
            addShortcut(begun, source);
        }
    } else if (!wasDragged && source != kNone && isBatchNorm(m_picture, m_picture.layout.blocks[source])) {
        toggle(source);
    } else if (wasDragged && source != kNone && target != kNone && target != source) {
        addShortcut(source, target);
    }
}

void NetworkView::mouseDoubleClickEvent(QMouseEvent* event)
{
    const std::size_t block = blockAt(event->position());
    if (event->button() != Qt::LeftButton || overview().contains(event->position())) {
        return;
    }
    if (block == kNone) {
        fit();
    } else if (m_picture.layout.blocks[block].isFolded) {
        chooseBlock(block);
        toggleFold();
    } else if (isBatchNorm(m_picture, m_picture.layout.blocks[block])) {
        // Two clicks that came fast.
        toggle(block);
    } else {
        Q_EMIT editRequested();
    }
}

void NetworkView::contextMenuEvent(QContextMenuEvent* event)
{
    if (event->reason() == QContextMenuEvent::Mouse) {
        const std::size_t block = blockAt(event->pos());
        const std::size_t edge = edgeAt(event->pos());
        chooseBlock(block);
        if (block == kNone) {
            m_marks.edge = edge;
            Q_EMIT chosenChanged();
        }
        Q_EMIT menuRequested(event->globalPos());
    } else {
        Q_EMIT menuRequested(mapToGlobal(placeOf(m_chosen).toPoint()));
    }
}

void NetworkView::walk(int key)
{
    const NetworkLayout& layout = m_picture.layout;
    const std::size_t block = chosenBlock();
    if (block == kNone) {
        chooseBlock(0);
        ensureSeen(0);
        return;
    }
    const QPointF own = layout.blocks[block].place.center();
    const bool isForward = key == Qt::Key_Down || key == Qt::Key_Right;
    const bool isVertical = key == Qt::Key_Down || key == Qt::Key_Up;
    // Along a line that leads that way, or else to the block beside it; the nearest of them.
    std::size_t found = kNone;
    double least = 0;
    const auto offer = [&](std::size_t other, double handicap) {
        const QPointF way = layout.blocks[other].place.center() - own;
        const double ahead = (isVertical ? way.y() : way.x()) * (isForward ? 1 : -1);
        const double aside = std::abs(isVertical ? way.x() : way.y());
        const double distance = ahead + 2 * aside + handicap;
        if (ahead > 1 && aside <= 2 * ahead + kBlockWidth && (found == kNone || distance < least)) {
            found = other;
            least = distance;
        }
    };
    constexpr double kUnconnected = 10'000;
    for (const NetworkEdge& edge : layout.edges) {
        if (edge.from == block || edge.to == block) {
            offer(edge.from == block ? edge.to : edge.from, 0);
        }
    }
    for (std::size_t i = 0; i < layout.blocks.size(); ++i) {
        // Sideways only what stands beside it.
        if (layout.blocks[i].layer == layout.blocks[block].layer && i != block) {
            offer(i, kUnconnected);
        }
    }
    if (found == kNone) {
        // At the foot of a column on goes the next one: the graph's order.
        const std::size_t next = isForward ? block + 1 : block - 1;
        const bool isEnd = isForward ? next >= layout.blocks.size() : block == 0;
        found = isEnd || !isVertical ? block : next;
    }
    chooseBlock(found);
    ensureSeen(found);
}

void NetworkView::keyPressEvent(QKeyEvent* event)
{
    const std::size_t block = chosenBlock();
    const std::string name = m_chosen;
    const QPointF middle = block == kNone ? QRectF(rect()).center() : placeOf(name);
    const bool hasAlt = event->modifiers().testFlag(Qt::AltModifier);
    switch (event->key()) {
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_Left:
    case Qt::Key_Right:
        if (hasAlt && block != kNone && !refusesEdits()) {
            showRefusal(m_document.move(name, event->key() == Qt::Key_Down || event->key() == Qt::Key_Right));
        } else if (!hasAlt) {
            walk(event->key());
        }
        return;
    case Qt::Key_Home:
    case Qt::Key_End:
        chooseBlock(event->key() == Qt::Key_Home ? 0 : m_picture.layout.blocks.size() - 1);
        ensureSeen(chosenBlock());
        return;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        zoom(kZoomStep, middle);
        return;
    case Qt::Key_Minus:
        zoom(1 / kZoomStep, middle);
        return;
    case Qt::Key_0:
        fit();
        return;
    case Qt::Key_Space:
        toggle(block);
        return;
    case Qt::Key_Insert:
        if (!refusesEdits()) {
            Q_EMIT insertRequested();
        }
        return;
    case Qt::Key_Delete:
    case Qt::Key_Backspace:
        if (block != kNone && block != 0 && !refusesEdits()) {
            showRefusal(m_document.remove(name));
        }
        return;
    case Qt::Key_D:
        if (event->modifiers() == Qt::ControlModifier && block != kNone && block != 0) {
            if (!refusesEdits()) {
                showRefusal(m_document.duplicate(name));
            }
            return;
        }
        break;
    case Qt::Key_S:
        // Where it begins, and then where it ends.
        if (event->modifiers() == Qt::NoModifier && block != kNone) {
            if (m_marks.from == kNone) {
                startShortcut();
            } else {
                addShortcut(std::exchange(m_marks.from, kNone), block);
            }
            return;
        }
        break;
    case Qt::Key_Escape:
        if (m_marks.from != kNone || m_marks.edge != kNone) {
            m_marks.from = kNone;
            m_marks.edge = kNone;
            update();
            return;
        }
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (block != kNone && m_picture.layout.blocks[block].isFolded) {
            toggleFold();
        } else {
            Q_EMIT editRequested();
        }
        return;
    default:
        break;
    }
    QWidget::keyPressEvent(event);
}

void NetworkView::leaveEvent(QEvent* event)
{
    m_marks.hovered = kNone;
    update();
    QWidget::leaveEvent(event);
}

void NetworkView::dragEnterEvent(QDragEnterEvent* event)
{
    if (event->mimeData()->hasFormat(QLatin1String(kKindFormat))) {
        event->acceptProposedAction();
    }
}

void NetworkView::dragMoveEvent(QDragMoveEvent* event)
{
    if (!event->mimeData()->hasFormat(QLatin1String(kKindFormat))) {
        return;
    }
    m_marks.edge = edgeAt(event->position());
    m_marks.hovered = m_marks.edge == kNone ? blockAt(event->position()) : kNone;
    update();
    event->setAccepted(m_marks.edge != kNone || m_marks.hovered != kNone);
}

void NetworkView::dragLeaveEvent(QDragLeaveEvent* /*event*/)
{
    m_marks.edge = kNone;
    m_marks.hovered = kNone;
    update();
}

void NetworkView::dropEvent(QDropEvent* event)
{
    const std::string kind = event->mimeData()->data(QLatin1String(kKindFormat)).toStdString();
    const std::size_t edge = edgeAt(event->position());
    if (edge == kNone) {
        // Behind the block that it falls on.
        chooseBlock(blockAt(event->position()));
    } else {
        m_marks.edge = edge;
    }
    const auto place = placeToInsert();
    m_marks.edge = kNone;
    if (place && !kind.empty() && !refusesEdits()) {
        showRefusal(m_document.insert(place->first, place->second, kind));
        event->acceptProposedAction();
    }
    update();
}

}  // namespace normscope::ui
