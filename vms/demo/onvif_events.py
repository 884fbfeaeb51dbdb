"""ONVIF events of a camera: pull points with long poll, and the motion alarm (`tns1:VideoSource/MotionAlarm`).

A camera has few slots for subscriptions, as real ones: a client that leaks them gets a fault until they run out.
"""

from __future__ import annotations

import asyncio
import datetime
import time
from dataclasses import dataclass, field

from vms.demo.onvif_ptz import duration
from vms.demo.onvif_state import OnvifCamera
from vms.demo.soap import Call, SoapError, envelope, instant, text

MOST_SUBSCRIPTIONS = 10
_DEFAULT_LIFE_S = 60.0
_LONGEST_POLL_S = 60.0
_LOOK_EVERY_S = 0.2
_TOPIC_DIALECT = "http://www.onvif.org/ver10/tev/topicExpression/ConcreteSet"
_ACTIONS = "http://www.onvif.org/ver10/events/wsdl"


@dataclass(slots=True)
class _Subscription:
    """One client's pull point; times are the camera's own clock, its end is monotonic."""

    ends: float
    told: bool | None = None  # the last motion state that the client knows


@dataclass(slots=True)
class EventService:
    """The event service of one camera."""

    camera: OnvifCamera
    _subscriptions: dict[str, _Subscription] = field(default_factory=dict)
    _count: int = 0

    async def handle(self, call: Call, path: str) -> bytes:
        """Answer a call of the event service or of a subscription's address."""
        self._forget_expired()
        if call.name == "CreatePullPointSubscription":
            return self._create(call)
        if call.name == "GetEventProperties":
            return _event_properties()
        if call.name == "GetServiceCapabilities":
            return _service_capabilities()
        key = path.rpartition("/")[2]
        subscription = self._subscriptions.get(key)
        if subscription is None:
            raise SoapError("no such subscription", "wsrf:ResourceUnknownFault")
        if call.name == "PullMessages":
            return await self._pull(subscription, call)
        if call.name == "Renew":
            subscription.ends = time.monotonic() + self._life(text(call.body, "TerminationTime"))
            return envelope(f"<wsnt:RenewResponse>{self._times('wsnt', subscription, swap=True)}</wsnt:RenewResponse>")
        if call.name == "Unsubscribe":
            del self._subscriptions[key]
            return envelope("<wsnt:UnsubscribeResponse/>")
        if call.name == "SetSynchronizationPoint":
            subscription.told = None
            return envelope("<tev:SetSynchronizationPointResponse/>")
        raise SoapError(f"{call.name} is not supported", "ter:ActionNotSupported", receiver=True, status=500)

    @property
    def open_subscriptions(self) -> int:
        """How many pull points are open."""
        self._forget_expired()
        return len(self._subscriptions)

    def _forget_expired(self) -> None:
        now = time.monotonic()
        self._subscriptions = {key: one for key, one in self._subscriptions.items() if one.ends > now}

    def _life(self, wanted: str | None) -> float:
        """Seconds that a subscription shall live: a duration or an instant of the camera's clock."""
        if not wanted:
            return _DEFAULT_LIFE_S
        if wanted.startswith("P"):
            return min(3600.0, duration(wanted) or _DEFAULT_LIFE_S)
        try:
            end = datetime.datetime.fromisoformat(wanted)
        except ValueError as error:
            raise SoapError("not a time", "wsnt:UnacceptableTerminationTimeFault") from error
        if end.tzinfo is None:
            end = end.replace(tzinfo=datetime.UTC)
        left = end.timestamp() - self.camera.fault().clock()
        if left <= 0:
            raise SoapError("this time has passed", "wsnt:UnacceptableTerminationTimeFault")
        return min(3600.0, left)

    def _times(self, prefix: str, subscription: _Subscription, *, swap: bool = False) -> str:
        now = self.camera.fault().clock()
        current = f"<{prefix}:CurrentTime>{instant(now)}</{prefix}:CurrentTime>"
        end = instant(now + subscription.ends - time.monotonic())
        termination = f"<{prefix}:TerminationTime>{end}</{prefix}:TerminationTime>"
        return termination + current if swap else current + termination

    def _create(self, call: Call) -> bytes:
        if len(self._subscriptions) >= MOST_SUBSCRIPTIONS:
            raise SoapError("no more subscriptions", "wsnt:SubscribeCreationFailedFault", receiver=True, status=500)
        life = self._life(text(call.body, "InitialTerminationTime"))
        self._count += 1
        key = str(self._count)
        subscription = _Subscription(time.monotonic() + life)
        self._subscriptions[key] = subscription
        return envelope(
            "<tev:CreatePullPointSubscriptionResponse><tev:SubscriptionReference><wsa5:Address>"
            f"{self.camera.address(f'subscription/{key}')}</wsa5:Address></tev:SubscriptionReference>"
            f"{self._times('wsnt', subscription)}</tev:CreatePullPointSubscriptionResponse>",
            _action("EventPortType/CreatePullPointSubscriptionResponse"),
        )

    async def _pull(self, subscription: _Subscription, call: Call) -> bytes:
        """Wait until motion begins or ends, or the client's time is over."""
        wait = min(_LONGEST_POLL_S, duration(text(call.body, "Timeout")) or 0.0)
        deadline = time.monotonic() + wait
        while (moving := self.camera.moving()) is subscription.told and time.monotonic() < deadline:
            await asyncio.sleep(min(_LOOK_EVERY_S, max(0.0, deadline - time.monotonic())))
        message = ""
        if moving is not subscription.told:
            operation = "Initialized" if subscription.told is None else "Changed"
            subscription.told = moving
            message = self._message(operation, moving)
        return envelope(
            f"<tev:PullMessagesResponse>{self._times('tev', subscription)}{message}</tev:PullMessagesResponse>",
            _action("PullPointSubscription/PullMessagesResponse"),
        )

    def _message(self, operation: str, moving: bool) -> str:
        now = instant(self.camera.fault().clock())
        topic = f'<wsnt:Topic Dialect="{_TOPIC_DIALECT}">tns1:VideoSource/MotionAlarm</wsnt:Topic>'
        return (
            f"<wsnt:NotificationMessage>{topic}"
            f'<wsnt:Message><tt:Message UtcTime="{now}" PropertyOperation="{operation}">'
            '<tt:Source><tt:SimpleItem Name="Source" Value="source"/></tt:Source><tt:Data>'
            f'<tt:SimpleItem Name="State" Value="{str(moving).lower()}"/></tt:Data></tt:Message></wsnt:Message>'
            "</wsnt:NotificationMessage>"
        )


def _action(name: str) -> str:
    return f"<wsa5:Action>{_ACTIONS}/{name}</wsa5:Action>"


def _service_capabilities() -> bytes:
    return envelope(
        '<tev:GetServiceCapabilitiesResponse><tev:Capabilities WSPullPointSupport="true" '
        f'MaxPullPoints="{MOST_SUBSCRIPTIONS}"/></tev:GetServiceCapabilitiesResponse>'
    )


def _event_properties() -> bytes:
    description = (
        '<tt:MessageDescription IsProperty="true"><tt:Source><tt:SimpleItemDescription Name="Source" '
        'Type="tt:ReferenceToken"/></tt:Source><tt:Data><tt:SimpleItemDescription Name="State" Type="xs:boolean"/>'
        "</tt:Data></tt:MessageDescription>"
    )
    return envelope(
        "<tev:GetEventPropertiesResponse><tev:TopicNamespaceLocation>http://www.onvif.org/onvif/ver10/topics/"
        "topicns.xml</tev:TopicNamespaceLocation><wsnt:FixedTopicSet>true</wsnt:FixedTopicSet><wstop:TopicSet>"
        f'<tns1:VideoSource><MotionAlarm wstop:topic="true">{description}</MotionAlarm></tns1:VideoSource>'
        f"</wstop:TopicSet><wsnt:TopicExpressionDialect>{_TOPIC_DIALECT}</wsnt:TopicExpressionDialect>"
        "<tev:MessageContentFilterDialect>http://www.onvif.org/ver10/tev/messageContentFilter/ItemFilter"
        "</tev:MessageContentFilterDialect><tev:MessageContentSchemaLocation>http://www.onvif.org/ver10/schema/onvif.xsd"
        "</tev:MessageContentSchemaLocation></tev:GetEventPropertiesResponse>"
    )
